//! A panic of ours leaves the terminal as it was. This program runs itself once more, on a pseudo-terminal.

use std::io::Read;
use std::num::NonZero;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::super::terminal::Terminal;

#[test]
fn a_panic_leaves_the_terminal_as_it_was() {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    let name = "tui::tests::panicked::on_a_terminal";
    command.args([
        "--exact",
        name,
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let reading = std::thread::spawn(move || {
        let (mut all, mut bytes) = (Vec::new(), [0; 4096]);
        // The end of a pseudo-terminal is an error on Linux.
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            all.extend_from_slice(&bytes[..count]);
        }
        all
    });
    assert!(!child.wait().unwrap().success());
    let raw = reading.join().unwrap();
    let text = String::from_utf8_lossy(&raw);
    for begun in [
        "\u{1b}[?1049h",
        "\u{1b}[?2004h",
        "\u{1b}[?1000h",
        "here it is",
    ] {
        assert!(text.contains(begun), "{begun:?}: {text}");
    }
    let size = |number| NonZero::new(number).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(&raw);
    let screen = parser.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    // What it was is said on the person's own screen.
    assert!(
        screen.contents().contains("here it is"),
        "{}",
        screen.contents()
    );
    let echo = pair
        .master
        .get_termios()
        .map(|termios| format!("{:?}", termios.local_flags));
    assert!(echo.is_none_or(|flags| flags.contains("ECHO") && flags.contains("ICANON")));
}

#[test]
#[ignore = "the other half of the test above: it panics"]
fn on_a_terminal() {
    let _screen = Terminal::open().unwrap();
    panic!("here it is");
}
