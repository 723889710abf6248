//! `calendar`: what stands in it, as another calendar program reads it.

use std::fs;

use crate::kit::{World, text};
use crate::renew::on_token;

const DIGISIGN: &str =
    "/C=RO/O=DigiSign S.A./2.5.4.97=VATRO-17544945/CN=DigiSign Qualified CA Class 3 2017";

/// What `khal` says of a calendar file: one line for each event.
fn khal(world: &World, file: &str) -> Vec<String> {
    let folder = world.file("khal");
    fs::create_dir_all(folder.join("calendar")).unwrap();
    let config = folder.join("config");
    let settings = format!(
        "[calendars]\n[[a]]\npath={}\n[sqlite]\npath={}\n[locale]\ntimeformat=%H:%M\ndateformat=%Y-%m-%d\n\
         longdateformat=%Y-%m-%d\ndatetimeformat=%Y-%m-%d %H:%M\nlongdatetimeformat=%Y-%m-%d %H:%M\n",
        text(&folder.join("calendar")),
        text(&folder.join("db")),
    );
    fs::write(&config, settings).unwrap();
    let read = ["-c", text(&config), "printics", file];
    let said = world.judge("khal", &read);
    said.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn ends_last_days_and_deadlines_are_events() {
    let world = World::with_token("t");
    on_token(&world, DIGISIGN, "0a01", "400");
    let words = ["request", "-p", "vecozo", "--json"];
    let values = [
        "agb=01999999",
        "practice=Praktijk Test",
        "contact_doctor=A. Test",
        "contact_mail=a@b.example",
        "motivation=declareren",
    ];
    let values = values.iter().flat_map(|value| ["--set", value]);
    let words: Vec<&str> = words.into_iter().chain(values).collect();
    world.run(&words).code(0);
    let words = ["done", "user-number", "--value", "12345678901234", "--json"];
    world.run(&words).code(0);
    let write = ["calendar", "--out", "parafa.ics", "--json"];
    let made = world.run(&write).code(0).document("calendar");
    let days = made["days"].as_array().unwrap();
    let day = |kind: &str| days.iter().find(|row| row["kind"] == kind).unwrap();
    let (end, last) = (day("expiring"), day("renewal"));
    let date = |row: &serde_json::Value| -> jiff::civil::Date {
        row["day"].as_str().unwrap().parse().unwrap()
    };
    assert_eq!(date(last).until(date(end)).unwrap().get_days(), 15);
    let events = khal(&world, "parafa.ics");
    assert_eq!(events.len(), 3, "{events:?}");
    for row in days {
        let (day, text) = (row["day"].as_str().unwrap(), row["text"].as_str().unwrap());
        let found = events
            .iter()
            .any(|event| event.contains(day) && event.contains(text));
        assert!(found, "{day} {text}: {events:?}");
    }
    let text = fs::read_to_string(world.file("parafa.ics")).unwrap();
    assert!(text.contains("TRIGGER:-P"), "it reminds: {text}");
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 75), "RFC 5545 §3.1");
    // The same entries again, under the same names.
    let again = world.run(&write).code(0).document("calendar");
    assert_eq!(again["days"], made["days"]);
    fs::write(
        world.file("other.ics"),
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    )
    .unwrap();
    let other = ["calendar", "--out", "other.ics", "--json"];
    world.run(&other).code(2).silent().error("file_exists");
    world
        .run(&["calendar", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
}
