//! The jobs that care for tokens, keys and certificates: one operation each.

use super::super::ask::TuiAsk;
use super::super::care::{self, Care, Cared};
use super::super::task::Reply;
use super::Core;
use crate::ask::{Answer, Ask, Question};
use crate::error::{Args, Code, Failure, Notice};
use crate::i18n;
use crate::op::select::Selector;
use crate::op::{Setting, forget};

impl Core {
    /// Does it. What a token says of itself is read anew before: the state of its PINs is told from that.
    pub(super) fn care(&mut self, care: &Care, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        let selector = match care.token().map(Selector::parse).transpose() {
            Ok(selector) => selector,
            Err(failure) => return (Reply::Failed(failure), Vec::new()),
        };
        if !matches!(care, Care::Forget { .. }) {
            self.tokens.refresh();
        }
        self.with(ask, selector, |setting| {
            let cared = cared(care, setting, ask)?;
            Ok(Reply::Cared(Box::new(cared)))
        })
    }
}

fn cared(care: &Care, setting: &mut Setting<'_>, ask: &TuiAsk) -> Result<Cared, Failure> {
    Ok(match care {
        Care::Pin { pin, .. } => Cared::Pins(pin.run(setting, &i18n::current())?),
        Care::Import { path, .. } => Cared::Imported(care::import(path).run(setting)?),
        Care::Export { export, .. } => Cared::Exported(export.run(setting)?),
        Care::Delete { delete, .. } => Cared::Deleted(delete.run(setting)?),
        Care::Tidy(tidy) => Cared::Tidied(tidy.run(setting)?, tidy.clone()),
        Care::Init { init, .. } => Cared::Initialised(init.run(setting)?),
        Care::Forget { sha256, name } => {
            let sure = Question {
                id: "tui-ask-forget-certificate",
                args: Args::from([("name", name.clone())]),
            };
            if ask.confirm(&sure) != Answer::Yes {
                return Err(Failure::new(Code::Declined));
            }
            Cared::Forgotten(forget::run(setting, &format!("sha256:{sha256}"))?)
        }
    })
}
