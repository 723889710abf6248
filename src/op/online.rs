//! Going to the net, only where `--online` was given: each address is told before it is gone to, and gone to once.

use std::collections::HashMap;

use super::Setting;
use crate::error::{Args, Code, Notice};
use crate::net::{self, NetFault, NetLimits};
use crate::sanitize;

/// What was fetched in this run.
#[derive(Debug, Default)]
pub(super) struct Online {
    fetched: HashMap<String, Result<Vec<u8>, NetFault>>,
    /// Responders that gave no answer: they are not asked about every certificate of a folder.
    silent: HashMap<String, NetFault>,
}

impl Online {
    /// What lies at an address.
    pub(super) fn get(
        &mut self,
        setting: &mut Setting<'_>,
        address: &str,
        limits: NetLimits,
    ) -> Result<Vec<u8>, NetFault> {
        if let Some(known) = self.fetched.get(address) {
            return known.clone();
        }
        tell(setting, address);
        let alone = setting.ask.alone();
        let answer = net::get(address, limits);
        drop(alone);
        self.fetched.insert(address.to_owned(), answer.clone());
        answer
    }

    /// What a responder says.
    pub(super) fn ask(
        &mut self,
        setting: &mut Setting<'_>,
        address: &str,
        question: &[u8],
    ) -> Result<Vec<u8>, NetFault> {
        if let Some(fault) = self.silent.get(address) {
            return Err(fault.clone());
        }
        tell(setting, address);
        let alone = setting.ask.alone();
        let answer = net::ask_responder(address, question, NetLimits::ANSWER);
        drop(alone);
        if let Err(fault) = &answer {
            self.silent.insert(address.to_owned(), fault.clone());
        }
        answer
    }
}

fn tell(setting: &mut Setting<'_>, address: &str) {
    let address = ("address", sanitize::line(address));
    setting.notice(Notice {
        code: Code::NetAsked,
        args: Args::from([address]),
    });
}
