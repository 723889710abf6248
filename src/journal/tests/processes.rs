//! Several processes: each is this test program again, running `worker` alone.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::super::{Journal, Owner};
use super::{folder, intent, listing};
use crate::paths::Paths;

const STATE: &str = "TEST_JOURNAL_STATE";

const INTENTS: usize = 25;

/// Begins intents, says so, and waits for its end without finishing any.
#[test]
#[ignore = "run by the others as a process of its own"]
fn worker() {
    let Some(state) = env::var_os(STATE).map(PathBuf::from) else {
        return;
    };
    let paths = Paths {
        config: state.clone(),
        log: state.clone(),
        state,
    };
    let owner = Owner::take(&paths).unwrap();
    let mut journal = Journal::new(Some(paths));
    for _ in 0..INTENTS {
        journal.begin(&intent(&owner)).unwrap();
    }
    println!("\nbegun");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

fn start(paths: &Paths) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "journal::tests::processes::worker"])
        .args(["--ignored", "--nocapture"])
        .env(STATE, &paths.state)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait_until_begun(child: &mut Child) {
    let output = BufReader::new(child.stdout.as_mut().unwrap());
    assert!(output.lines().any(|line| line.unwrap() == "begun"));
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_a_killed_process_began_shows_after_its_death() {
    let (_folder, paths) = folder();
    let mut child = start(&paths);
    wait_until_begun(&mut child);
    let mut journal = Journal::new(Some(paths));
    assert_eq!(journal.open_intents().unwrap(), []);
    let pid = child.id();
    kill(child);
    let open = journal.open_intents().unwrap();
    assert_eq!(open.len(), INTENTS);
    assert!(open.iter().all(|open| open.intent.owner.pid == pid));
}

#[test]
fn a_damaged_journal_is_set_aside_once_by_processes_that_meet_at_it() {
    let (_folder, paths) = folder();
    fs::create_dir_all(&paths.state).unwrap();
    let rubbish = "rubbish".repeat(1000);
    fs::write(paths.journal(), &rubbish).unwrap();
    let mut children: Vec<Child> = (0..4).map(|_| start(&paths)).collect();
    children.iter_mut().for_each(wait_until_begun);
    children.into_iter().for_each(kill);
    let mut names = listing(&paths.state);
    names.retain(|name| name.contains("damaged"));
    assert_eq!(names.len(), 1, "{names:?}");
    let aside = fs::read(paths.state.join(&names[0])).unwrap();
    assert_eq!(aside, rubbish.as_bytes());
    let open = Journal::new(Some(paths)).open_intents().unwrap();
    assert_eq!(open.len(), 4 * INTENTS);
}
