"""A fault of ours is one line on stderr, and never what was typed."""


def test_a_fault_is_answered_and_logged_in_one_line(cli, monkeypatch):
    from pnr.engine.work import UnitOfWork

    def broken(*arguments):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(UnitOfWork, "claim", broken)
    code, out, err = cli(typed="RMSECRET\nHE SS\n")
    assert code == 1 and out.startswith("UNABLE TO PROCESS\n")
    assert err == "pnr: unable to process an entry that begins 'RM' (ZeroDivisionError)\n"
    monkeypatch.setenv("PNR_DEBUG", "1")
    assert "Traceback" in cli(typed="RMSECRET\n").err
