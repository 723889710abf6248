//! Failures and notices as people and programs see them.

use std::io::{self, Write};

use serde::Serialize;

use super::{Style, Table, failure_text, notice_text, write_quietly};
use crate::cli::json::{document, error_line};
use crate::error::{Code, Failure, Notice};
use crate::token::{Fault, FaultKind, TokenState};

fn refused() -> Failure {
    let fault = Fault {
        kind: FaultKind::WrongPin,
        call: Some("C_Login".to_owned()),
        ckr: Some("CKR_PIN_INCORRECT".to_owned()),
        state: TokenState::NothingChanged,
    };
    Failure::from_fault(fault, "soft\u{1b}hsm")
        .with("role", "user")
        .with("token", "card (42)")
        .go_on("parafa show --login")
}

#[test]
fn people_read_number_sentence_state_and_advice() {
    insta::assert_snapshot!(failure_text(&refused(), 0, Style::PLAIN));
    insta::assert_snapshot!(failure_text(&refused(), 1, Style::PLAIN));
    let several =
        Failure::new(Code::SeveralTokens).detail("candidates", vec!["Farmacia\n", "Cabinet"]);
    insta::assert_snapshot!(failure_text(&several, 0, Style::PLAIN));
}

#[test]
fn programs_read_one_line() {
    let line = error_line(&refused(), &[Notice::new(Code::PinCountLow)]);
    assert!(!line.contains('\n'));
    assert!(line.starts_with(
        r#"{"schema":"parafa.error/1","number":"P041","code":"wrong_pin","message":"#
    ));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["token_state"], "nothing_changed");
    assert_eq!(value["detail"]["ckr"], "CKR_PIN_INCORRECT");
    assert_eq!(value["detail"]["command"], "parafa show --login");
    assert_eq!(value["warnings"][0]["number"], "P051");
    for (code, state) in [
        (Code::Usage, "nothing_changed"),
        (Code::TokenRefused, "unknown"),
    ] {
        let bare = error_line(&Failure::new(code), &[]);
        let bare: serde_json::Value = serde_json::from_str(&bare).unwrap();
        assert_eq!(bare["token_state"], state);
    }
}

#[test]
fn a_document_begins_with_its_schema_and_ends_with_warnings() {
    #[derive(Serialize)]
    struct Body {
        tokens: Vec<u8>,
        a: bool,
    }
    let body = Body {
        tokens: vec![],
        a: true,
    };
    assert_eq!(
        document("tokens", &body, &[]).unwrap(),
        "{\"schema\":\"parafa.tokens/1\",\"tokens\":[],\"a\":true,\"warnings\":[]}\n"
    );
    assert_eq!(document("x", &1, &[]).unwrap_err().code, Code::Internal);
}

#[test]
fn a_notice_has_its_number() {
    let notice = Notice::new(Code::NotYetValid).with("date", "1 Dec 2026");
    assert_eq!(
        notice_text(&notice, Style::PLAIN),
        "Note: P401 The certificate is valid only from 1 Dec 2026."
    );
}

#[test]
fn columns_line_up_and_cells_are_safe() {
    let mut table = Table::new(&["Label".to_owned(), "Serial".to_owned()]);
    assert!(table.is_empty());
    table.row(["漢字".to_owned(), "1".to_owned()]);
    table.row(["x\u{1b}[1m".to_owned(), "22".to_owned()]);
    table.row(["only".to_owned()]);
    assert_eq!(
        table.render(Style::PLAIN),
        "Label       Serial\n漢字        1\nx\\u{1b}[1m  22\nonly\n"
    );
}

/// A stream that always fails.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_quiet_and_a_full_disk_is_not() {
    assert!(write_quietly(&mut Broken(io::ErrorKind::BrokenPipe), "x").is_ok());
    let full = write_quietly(&mut Broken(io::ErrorKind::StorageFull), "x").unwrap_err();
    assert_eq!(full.code, Code::WriteFailed);
}
