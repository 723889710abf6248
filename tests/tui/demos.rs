//! The demonstrations of five countries, played by a key and walked by keys: each on a pretend token of its own.

use portable_pty::CommandBuilder;

use crate::Walk;

/// What is typed into the choice, what the first thing to do is about, and what stands on its case.
struct Story {
    title: &'static str,
    case: &'static str,
}

const STORIES: &[Story] = &[
    Story {
        title: "SIUI: CAS Dolj (Romania)",
        case: "SIUI: CAS Dolj (Romania)",
    },
    Story {
        title: "System P1 and ZSMOPL: a pharmacy's TLS and WSS",
        case: "System P1 and ZSMOPL",
    },
    Story {
        title: "PostSignum: a physician's personal and commercial",
        case: "PostSignum: a physician's",
    },
    Story {
        title: "DVV: Sote service certificates (Kanta)",
        case: "DVV: Sote service certificates",
    },
    Story {
        title: "VECOZO system certificate",
        case: "VECOZO system certificate",
    },
];

const DOWN: &str = "\u{1b}[B";

fn begun() -> Walk {
    let folder = tempfile::tempdir().unwrap();
    let _ = parafa_practice::configure(folder.path());
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    let mut walk = Walk::with(folder, command);
    walk.past_the_first_start();
    walk.until("This token is blank");
    walk
}

fn played(story: &Story) {
    let mut walk = begun();
    walk.send("t");
    walk.until("Whose certificate shall be practised?");
    let chosen = |walk: &Walk| {
        let shown = walk.text();
        let mut lines = shown.lines();
        lines.any(|line| line.contains('▸') && line.contains(story.title))
    };
    for _ in 0..40 {
        if chosen(&walk) {
            break;
        }
        walk.send(DOWN);
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    assert!(chosen(&walk), "{}", walk.text());
    walk.send("\r");
    walk.until_at_last("nothing here is real. t ends it.");
    // The first thing to do is of its case, which opens and tells its steps.
    walk.until(story.case);
    walk.until("What to do now");
    walk.send("\r");
    walk.until(" done");
    walk.until("nothing here is real. t ends it.");
    let case = walk.text();
    assert!(case.contains('✓'), "something of it was done: {case}");
    walk.until("Step ");
    // What a step says in full, and the command line of the same; each is left before the next key comes.
    walk.send("m");
    walk.until("All about this step");
    walk.send("\u{1b}");
    walk.until("Step ");
    walk.send("=");
    walk.until("The same on the command line:");
    walk.until("parafa ");
    walk.send("\u{1b}");
    walk.until("Step ");
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.send("t");
    walk.until("This token is blank");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

#[test]
fn romania() {
    played(&STORIES[0]);
}

#[test]
fn poland() {
    played(&STORIES[1]);
}

#[test]
fn czechia() {
    played(&STORIES[2]);
}

#[test]
fn finland() {
    played(&STORIES[3]);
}

#[test]
fn the_netherlands() {
    played(&STORIES[4]);
}
