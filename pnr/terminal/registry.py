"""The names commands have for programs. Frozen: a class may be renamed, its name here may not."""
from ..reading import snake

NAMES = frozenset("""
    list_services price_services store_services display_stored_services delete_stored_services issue_services
    change_stored_service display_catalogue
    display_seat_map request_seats cancel_seats display_seats
    copy_booking copy_itinerary copy_passengers copy_and_link
    sell_passive sell_passive_line sell_open sell_arrival_unknown sell_return sell_with_seats sell_alone
    claim_booking claim_by_name claim_from_list reset_claim hand_over
    add_group drop_unable change_locator rebook_several reorder_elements
    retrieve_by_ticket retrieve_by_airline display_notes
    set_security delete_security display_security
    split_booking end_and_follow show_associated end_associated end_associated_and_redisplay
    add_service add_frequent_flyer rebook_segments rebook_flight rebook_line change_text change_association
    change_seats change_status change_limit change_name delete_name
    count_queues start_queue remove_from_queue delay_in_queue leave_queue keep_on_queue file_and_leave_queue
    place_on_queue move_queue show_queued count_bookings list_bookings
    display_flyer display_agreements redeem_miles request_upgrade
    browse_queue keep_nickname remove_nickname display_nicknames
    find_country find_states find_aircraft find_car_company find_hotel_chain display_points display_connect_points
    display_timetable display_flight_info display_segment_info change_availability return_availability
    recall_entry calculate convert_unit display_connecting_time check_connections show_difference
    add_option add_address add_confidential_remark
    add_child display_refund add_infant add_contact
    add_fare_text add_form_of_payment add_identity add_information add_names add_remark
    all_pages cancel_booking cancel_elements cancel_itinerary change_fares choose_price convert_fare decode_place
    delete_stored_fares display_availability display_net_fares
    display_fare_rules display_fares display_flight display_history display_list display_quoted
    display_booking_codes display_mileage display_routing display_stays display_taxes
    display_quoted_rules display_rule display_stored_fares
    display_ticket encode_place end_and_redisplay end_transaction find_airline find_tickets first_page help ignore
    ignore_and_redisplay ignore_refund issue_tickets last_page more_flights next_day next_page previous_day
    previous_page price_adults price_booking price_journey price_lowest price_lowest_of_all process_refund
    settle_payment
    rebook_and_store_lowest rebook_lowest reconfirm_segments redisplay refund_ticket
    convert_amount convert_currency display_bank_rates display_exchange_rate display_facility_charge
    check_classes display_quote_form display_quote_taxes price_form quote_booking quote_flights
    quote_lowest quote_path rebook_quoted store_quote
    confirm_order display_itinerary display_notice display_receipt display_ticket_receipt mail_confirmation
    change_office display_areas display_preferences display_sign_in leave_area move_area resume_area set_preferences
    explain_error issue_and_mail post_itinerary post_receipt
    query_report daily_report item_report summary_report document_report printer_report close_period
    price_exchange store_exchange revalidate_ticket set_coupon suspend_ticket
    add_original_issue ask_airline display_exchanges price_best_exchange store_best_exchange add_written_ticket
    check_interline
    release_printer rest_of_pages retrieve retrieve_by_name retrieve_from_list same_page sell_flight
    search_offers sell_and_store_offer sell_offer show_offer
    sell_from_availability set_priority set_received_from shift_date show_refund_fees show_refund_taxes show_time
    sign_in
    sign_out store_price
    store_quoted change_stored_fare create_stored_fare display_fare_history force_stored_fare keep_stored_fare
    select_fare store_calculation
    store_fare_amounts tie_stored_fare take_printer switch_on switch_off load_stock unload_stock
    display_printer list_printers display_printer_queue display_stock turn_to_page
    ticket_by ticket_now update_refund void_ticket
""".split())

RENAMED: dict[str, str] = {}  # a class whose name is no longer the frozen one


def name_of(command: type) -> str:
    return RENAMED.get(command.__name__) or snake(command.__name__)
