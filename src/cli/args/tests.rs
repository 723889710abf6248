//! Lines read and refused.

use std::ffi::OsString;
use std::time::Duration;

use clap::CommandFactory;

use super::{
    Cipher, Command, DeleteWhat, ExportFormat, LATER, Line, ModulesArgs, Parsed, SerialFormat,
    Stop, help, parse_in,
};
use crate::cli::manner::{Colour, Style};
use crate::cli::print::failure_text;
use crate::error::{Code, Exit, Failure};

fn read(line: &str) -> Result<Parsed, Stop> {
    let words = line.split_whitespace().map(OsString::from).collect();
    parse_in(words, &|_| None)
}

fn parsed(line: &str) -> Parsed {
    read(line).unwrap_or_else(|stop| panic!("{line}: {stop:?}"))
}

fn refused(line: &str) -> Failure {
    match read(line) {
        Err(Stop::Refused(failure, _)) => *failure,
        other => panic!("{line}: {other:?}"),
    }
}

pub(super) fn shown(line: &str) -> String {
    failure_text(&refused(line), 0, Style::PLAIN)
}

pub(super) fn page(line: &str) -> String {
    match read(line) {
        Err(Stop::Text(text)) => text,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn clap_finds_no_fault_in_the_shape() {
    Line::command().debug_assert();
    help::with_texts(Line::command()).debug_assert();
}

#[test]
fn no_command_opens_the_screens() {
    let line = parsed("parafa -v");
    assert!(line.command.is_none());
    assert_eq!(line.globals.manner.verbose, 1);
}

#[test]
fn global_options_stand_on_either_side() {
    let line =
        parsed("parafa -m a.so --json -v -t x show -m b.so -v --timeout 2.5 --color never -y");
    assert_eq!(line.globals.modules, ["a.so", "b.so"]);
    assert!(line.globals.manner.json && line.globals.yes);
    assert_eq!(line.globals.manner.verbose, 2);
    assert_eq!(line.globals.manner.colour, Colour::Never);
    assert_eq!(line.globals.token.as_deref(), Some("x"));
    assert_eq!(line.globals.timeout, Some(Duration::from_millis(2500)));
    assert_eq!(refused("parafa -t a show -t b").code, Code::Usage);
    assert_eq!(refused("parafa show -t a -t b").code, Code::Usage);
}

#[test]
fn the_variable_names_modules_where_no_option_does() {
    let variable = |name: &str| (name == "PARAFA_MODULE").then(|| OsString::from("env.so"));
    let words = |line: &str| line.split(' ').map(OsString::from).collect();
    let modules = |line: &str| parse_in(words(line), &variable).unwrap().globals.modules;
    assert_eq!(modules("parafa tokens"), ["env.so"]);
    assert_eq!(modules("parafa tokens -m a.so"), ["a.so"]);
}

#[test]
fn commands_come_out_typed() {
    let Some(Command::Show(show)) =
        parsed("parafa show a b.cer --login --serial-format groups").command
    else {
        panic!()
    };
    assert_eq!(
        (show.objects.len(), show.login, show.serial_format),
        (2, true, Some(SerialFormat::Groups))
    );
    let Some(Command::Request(request)) = parsed(
        "parafa request --subject CN=A --san dns:a --san email:b@c --ku digitalSignature,nonRepudiation \
         --ku keyEncipherment --eku 1.2.3 --key p256 --label l --out . --place 9A --dry-run",
    )
    .command
    else {
        panic!()
    };
    assert_eq!(
        request.input.ku,
        ["digitalSignature", "nonRepudiation", "keyEncipherment"]
    );
    assert_eq!(request.input.san.len(), 2);
    assert!(request.dry_run);
    let Some(Command::Export(export)) =
        parsed("parafa export x --format p12 --cipher legacy --chain").command
    else {
        panic!()
    };
    assert_eq!(
        (export.format, export.cipher),
        (Some(ExportFormat::P12), Some(Cipher::Legacy))
    );
    let Some(Command::Delete(delete)) = parsed("parafa delete 01 --what all").command else {
        panic!()
    };
    assert_eq!(delete.what, Some(DeleteWhat::All));
    let Some(Command::Install(install)) =
        parsed("parafa install - a.cer --chain c.pem --allow-expired").command
    else {
        panic!()
    };
    assert_eq!((install.inputs.len(), install.chain.len()), (2, 1));
    for (line, action) in [
        ("parafa modules", ModulesArgs::List),
        ("parafa modules list", ModulesArgs::List),
        (
            "parafa modules add x.so",
            ModulesArgs::Add(Some("x.so".into())),
        ),
        ("parafa modules add", ModulesArgs::Add(None)),
        ("parafa modules probe", ModulesArgs::Probe(None)),
        (
            "parafa modules probe --report r.toml",
            ModulesArgs::Probe(Some("r.toml".into())),
        ),
    ] {
        assert_eq!(
            parsed(line).command,
            Some(Command::Modules(action)),
            "{line}"
        );
    }
}

#[test]
fn refusals_have_codes_and_exit_2() {
    for (line, code) in [
        ("parafa shwo", Code::CommandUnknown),
        ("parafa frobnicate", Code::CommandUnknown),
        ("parafa show --lgoin", Code::OptionUnknown),
        ("parafa show --what all", Code::OptionUnknown),
        ("parafa --pin 1234 show", Code::OptionUnknown),
        ("parafa show -x", Code::OptionUnknown),
        ("parafa tokens extra", Code::Usage),
        ("parafa explain P041 P042", Code::Usage),
        ("parafa tokens --json=yes", Code::Usage),
        ("parafa tokens --token", Code::ValueMissing),
        ("parafa request --out", Code::ValueMissing),
        ("parafa tokens -q -v", Code::OptionsConflict),
        (
            "parafa request --existing a --resume b",
            Code::OptionsConflict,
        ),
        (
            "parafa request --existing a --key p256",
            Code::OptionsConflict,
        ),
        ("parafa export a --cipher modern", Code::OptionsConflict),
        ("parafa tokens --timeout soon", Code::ValueUnknown),
        ("parafa tokens --color blue", Code::ValueUnknown),
        ("parafa show --serial-format roman", Code::ValueUnknown),
        ("parafa delete a --what everything", Code::ValueUnknown),
        ("parafa modules remove", Code::ValueUnknown),
        ("parafa modules list x", Code::Usage),
        ("parafa demo --env", Code::ValueMissing),
        ("parafa tokens --lang tlh", Code::LanguageUnknown),
        ("parafa tokens --pin-source 1234", Code::SecretSourceInvalid),
        ("parafa request --from x", Code::ValueMissing),
        (
            "parafa request -p a --from x --key p256",
            Code::OptionsConflict,
        ),
        ("parafa renew a --store drawer", Code::ValueUnknown),
        ("parafa request --for x", Code::ValueMissing),
        (
            "parafa request -p dolj --subject CN=a",
            Code::OptionsConflict,
        ),
    ] {
        let failure = refused(line);
        assert_eq!(failure.code, code, "{line}");
        assert_eq!(failure.code.exit(), Exit::Refused, "{line}");
        let text = failure_text(&failure, 0, Style::PLAIN);
        assert!(!text.contains(['{', '⟦', '<']), "{text}");
    }
}

#[test]
fn refusals_read_well() {
    let lines = [
        "parafa shwo",
        "parafa frobnicate",
        "parafa show --lgoin",
        "parafa tokens extra",
        "parafa tokens --json=yes",
        "parafa tokens --token",
        "parafa show -t a -t b",
        "parafa tokens -q -v",
        "parafa tokens --timeout soon",
        "parafa delete a --what everything",
        "parafa request --from x",
        "parafa man --all",
        "parafa demo --env",
    ];
    let all: Vec<String> = lines
        .iter()
        .map(|line| format!("$ {line}\n{}\n", shown(line)))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn commands_of_later_versions_are_not_unknown() {
    for command in LATER {
        let failure = refused(&format!("parafa {command} --some thing"));
        assert_eq!(failure.code, Code::NotYetAvailable, "{command}");
        assert_eq!(
            failure.args.get("command").unwrap(),
            &format!("parafa {command}")
        );
        assert!(
            !page("parafa --help").contains(&format!("\n  {command} ")),
            "{command}"
        );
    }
}

#[test]
fn a_secret_typed_in_the_wrong_place_is_not_repeated() {
    for line in [
        "parafa tokens --pin-source 98765",
        "parafa tokens --pin=98765",
        "parafa --so-pin=98765 tokens",
        "parafa tokens --password-source=98765",
    ] {
        let failure = refused(line);
        let text = failure_text(&failure, 9, Style::PLAIN);
        assert!(!text.contains("98765"), "{line}: {text}");
        assert!(
            !crate::cli::json::error_line(&failure, &[]).contains("98765"),
            "{line}"
        );
    }
}

#[test]
fn hostile_words_are_shown_safely() {
    for line in [
        "parafa sh\u{1b}[2Jow",
        "parafa tokens a\u{1b}[2J",
        "parafa --x\u{1b}[2J",
    ] {
        assert!(!shown(line).contains('\u{1b}'), "{line}");
    }
}
