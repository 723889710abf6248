//! `demo PROFILE`: each authority's whole path on a pretend token. What it leaves is worked on like anything else.

use std::process::Command;

use serde_json::Value;

use crate::kit::{Ran, World, ran, text};

/// A demonstration that was kept, and the variables with which one works on it.
pub(crate) struct Kept {
    pub(crate) world: World,
    steps: Value,
    pub(crate) env: Vec<(String, String)>,
}

pub(crate) fn demo(profile: &str) -> Kept {
    let world = World::new();
    let folder = world.file("demo");
    let words = ["demo", profile, "--keep", text(&folder), "--env", "--json"];
    let done = world.run(&words).code(0).document("demo");
    let env = done["env"].as_array().unwrap().iter().map(|pair| {
        let part = |at: usize| pair[at].as_str().unwrap().to_owned();
        (part(0), part(1))
    });
    Kept {
        env: env.collect(),
        steps: done["steps"].clone(),
        world,
    }
}

impl Kept {
    fn step(&self, name: &str) -> &str {
        let mut steps = self.steps.as_array().unwrap().iter();
        let step = steps.find(|step| step["name"] == name);
        let step = step.unwrap_or_else(|| panic!("{name}: {}", self.steps));
        assert_eq!(step["ok"], true);
        step["detail"].as_str().unwrap()
    }

    fn run(&self, words: &[&str]) -> Ran {
        let mut command: Command = self.world.parafa(words);
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        ran(command.output().unwrap())
    }

    /// The case as `todo` tells it.
    pub(crate) fn case(&self) -> Value {
        let now = self.run(&["todo", "--json"]).code(0).document("todo");
        now["cases"][0].clone()
    }
}

fn done(case: &Value) -> Vec<&str> {
    let steps = case["steps"].as_array().unwrap().iter();
    let fit = steps.filter(|step| step["state"] == "done");
    fit.filter_map(|step| step["id"].as_str()).collect()
}

#[test]
fn dolj_has_an_old_certificate_its_successor_and_two_providers() {
    let kept = demo("ro-siui-dolj");
    assert_eq!(kept.step("providers").lines().count(), 2);
    let case = kept.case();
    assert_eq!(case["profile"], "ro-siui-dolj");
    assert_eq!(case["for"].as_array().unwrap().len(), 2);
    let ids = done(&case);
    assert_eq!(
        ids,
        ["renew", "on-token", "form", "form", "sheet"],
        "{case}"
    );
    let papers = kept.step("forms");
    for file in [
        "registration.html",
        "certificate.html",
        "certificate.cer",
        "mail.txt",
    ] {
        assert_eq!(papers.matches(file).count(), 2, "{papers}");
    }
    let parts = case["changes"]["parts"].as_array().unwrap();
    let serial = parts.iter().find(|part| part["part"] == "serial").unwrap();
    assert_eq!(serial["changed"], true);
    let shown = kept.run(&["show", "--json"]).code(0).document("show");
    let days: Vec<i64> = shown["tokens"][0]["identities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["certificates"][0]["days_left"].as_i64().unwrap())
        .collect();
    assert!(days.contains(&11) || days.contains(&12), "{days:?}");
    assert!(days.iter().any(|days| *days > 360), "{days:?}");
    assert!(kept.step("calendar").contains("parafa.ics"));
    // The next demonstration does not take its place.
    let folder = kept.world.file("demo");
    let words = ["demo", "ro-siui-dolj", "--keep", text(&folder), "--json"];
    kept.world.run(&words).code(2).silent().error("file_exists");
}

#[test]
fn a_pharmacys_generator_is_followed() {
    let kept = demo("pl-p1-apteka");
    let case = kept.case();
    assert_eq!(done(&case), ["adopt", "sheet", "match"]);
    assert_eq!(case["certificates"].as_array().unwrap().len(), 2);
}

#[test]
fn both_certificates_of_a_physician_are_made_in_one_run() {
    let kept = demo("cz-postsignum");
    let case = kept.case();
    assert_eq!(done(&case), ["request", "compare", "activate"]);
    let issued = kept.step("issued");
    assert!(
        issued.contains("Qualified CA") && issued.contains("Public CA"),
        "{issued}"
    );
    let shown = kept.run(&["show", "--json"]).code(0).document("show");
    assert_eq!(
        shown["tokens"][0]["identities"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_server_has_its_key_in_a_file() {
    let kept = demo("fi-dvv-sote");
    let case = kept.case();
    assert_eq!(done(&case), ["request", "receive", "keep-serial"]);
    assert!(kept.step("placed").contains(".p12"));
}

#[test]
fn the_file_of_an_installer_is_packed_anew() {
    let kept = demo("nl-vecozo");
    let case = kept.case();
    let done = done(&case);
    assert!(
        done.contains(&"user-number") && done.contains(&"take-in"),
        "{done:?}"
    );
    assert!(kept.step("export").contains("VECOZO-01999999-"));
    assert_eq!(case["deadlines"][0]["id"], "install", "{case}");
}

#[test]
fn every_other_profile_has_its_path() {
    for profile in [
        "nl-uzi",
        "it-fse",
        "pl-zsmopl",
        "pl-p1-podmiot",
        "pl-p1-sandbox",
        "ro-siui-prahova",
    ] {
        let world = World::new();
        let done = world
            .run(&["demo", profile, "--json"])
            .code(0)
            .document("demo");
        let steps = done["steps"].as_array().unwrap();
        assert!(steps.iter().any(|step| step["name"] == "todo"), "{profile}");
    }
    let world = World::new();
    world
        .run(&["demo", "nowhere", "--json"])
        .code(3)
        .silent()
        .error("profile_not_found");
}
