//! How many calls the operations cost over SoftHSM; `docs/PERFORMANCE.md` says what each is for.

use parafa_faulty::count_calls;

use crate::kit::Kit;

/// The faulty module's log over SoftHSM: one initialised token beside the blank slot.
pub(crate) fn softhsm() -> Kit {
    let mut kit = Kit::bare();
    let config = parafa_practice::configure(kit.folder.path());
    parafa_practice::token(&config, "t", "123456", "12345678");
    kit.set("SOFTHSM2_CONF", &config.display().to_string());
    kit.set("FAULTY_MODULE", parafa_practice::module());
    kit
}

fn total(kit: &Kit) -> usize {
    let counted = count_calls(kit.at("calls.log"));
    let loading = |name: &str| name == "C_GetFunctionList" || name.starts_with("C_GetInterface");
    counted
        .iter()
        .filter(|(name, _)| !loading(name))
        .map(|(_, count)| *count)
        .sum()
}

#[test]
fn a_careful_request_and_install_cost_at_most_54_calls() {
    let kit = softhsm();
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed.len(), 1);
    assert_eq!(kit.entered("C_Login"), 2);
    let (total, counted) = (total(&kit), count_calls(kit.at("calls.log")));
    assert!(total <= 54, "{total} {counted:?}");
}

#[test]
fn a_look_after_log_in_costs_28_calls_and_one_an_object() {
    let (kit, count) = (softhsm(), |kit: &Kit| total(kit));
    kit.request().unwrap();
    kit.request().unwrap();
    let before = count(&kit);
    let show = parafa::op::show::Show {
        login: true,
        ..Default::default()
    };
    kit.run(|setting| show.run(setting)).unwrap();
    let cost = count(&kit) - before;
    assert!(cost <= 4 + 28, "{cost}");
}

#[test]
fn a_second_certificate_shows_its_earlier_one_without_another_look() {
    let kit = softhsm();
    let made = kit.request().unwrap();
    kit.install(&[&kit.issue(&made, "a.pem")], false).unwrap();
    let second = kit.install(&[&kit.issue(&made, "b.pem")], false).unwrap();
    let row = second.installed.first().unwrap();
    assert_eq!(row.superseded.len(), 1);
    assert!(row.superseded.iter().all(|old| old.kept));
}

#[test]
fn the_way_that_signed_before_is_taken_without_the_list_and_given_up_when_refused() {
    let mut kit = softhsm();
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    assert_eq!(kit.entered("C_GetMechanismList"), 1);
    // Now it refuses what it took before: the list leads to the next way.
    kit.set("FAULTY_SCRIPT", "C_SignInit@1=rv:CKR_MECHANISM_INVALID");
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(done.installed.len(), 1, "{done:?}");
    assert_eq!(kit.entered("C_GetMechanismList"), 2);
}
