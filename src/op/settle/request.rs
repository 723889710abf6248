//! Requests that stopped between their key and their file.

use std::collections::BTreeSet;

use crate::error::{Code, Notice};
use crate::journal::RequestRecord;
use crate::op::Setting;
use crate::op::request::part_of;
use crate::op::view::View;
use crate::token::TokenId;

/// A key was wanted for a request, and no request was written down as made.
pub(in crate::op) fn unwritten(case: &RequestRecord) -> bool {
    let rows = case.files.as_array();
    let mut kinds = rows.into_iter().flatten().filter_map(|row| row.get("kind"));
    case.mode == "csr" && !kinds.any(|kind| kind == "csr")
}

impl Setting<'_> {
    /// The case that an intent belongs to, where its request is still to be written and nobody is at it here.
    pub(super) fn unwritten_case(&mut self, id: Option<&str>) -> Option<RequestRecord> {
        let id = id?;
        let case = self.journal.lenient(|journal| journal.request(id))?;
        let own = self.own_case.as_ref() == Some(&case.id);
        (unwritten(&case) && !own).then_some(case)
    }

    /// Names the command that goes on: for what was `settled` just now, and for every key that lies here without its
    /// request. The case that is being worked on is left out.
    pub(super) fn tell_unwritten(
        &mut self,
        token: &TokenId,
        view: &View,
        settled: &BTreeSet<String>,
    ) {
        let cases = self.journal.lenient(crate::journal::Journal::requests);
        for case in cases {
            let here = case.token.as_ref() == Some(token);
            let key = case.key.and_then(|key| view.key(key));
            let lies_here = here && key.is_some_and(|key| key.private.is_some());
            let own = self.own_case.as_ref() == Some(&case.id);
            if own || !unwritten(&case) || !(lies_here || settled.contains(&case.id)) {
                continue;
            }
            let part = part_of(&case);
            let whole = part.case_or(&case.id);
            self.notice(
                Notice::new(Code::RequestUnfinished)
                    .with("date", case.created.strftime("%Y-%m-%d %H:%M UTC"))
                    .with(
                        "label",
                        crate::sanitize::line(case.label.as_deref().unwrap_or("-")),
                    )
                    .with("command", format!("parafa request --resume {whole}")),
            );
        }
    }
}
