//! `check`: what is there, and whether it will work.

use super::args::CheckArgs;
use super::check_report::Wanted;
use super::face::Face;
use super::show::{Named, named};
use super::tokens::{ended, failed_modules};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::check::{Check, Net, Trust};
use crate::telling;

/// Carries `check` out.
pub(super) fn run(face: &Face, args: CheckArgs) -> Result<(), Failure> {
    let report = Wanted::of(args.report)?;
    let mut check = Check {
        profile: args.profile,
        sign: args.sign,
        warn_days: args.warn_days,
        trust: Trust {
            anchors: args.trust,
            lists: args.crl,
            net: if args.online {
                Net::Online
            } else {
                Net::Offline
            },
        },
        ..Check::default()
    };
    for object in args.objects {
        match named(object)? {
            Named::File(source) => check.files.push(source),
            Named::Id(id) => check.ids.push(id),
        }
    }
    let outcome = face.work(|setting, _| check.run(setting))?;
    let mut outcome = telling::judged(outcome);
    let written = report.write(face, &mut outcome);
    let all = args.all;
    face.answer("check", &outcome, |style| {
        let mut lines = style.lines(&telling::checked(&outcome, all));
        let hidden = telling::findings_hidden(&outcome);
        if hidden > 0 && !all {
            lines.extend([String::new(), t!("cli-check-hidden", count = hidden)]);
        }
        lines.extend(failed_modules(&outcome.modules, style));
        lines.extend(style.lines(&telling::reported(&outcome.report)));
        ended(lines)
    })?;
    // That a file is missing is told before what was found: the answer above has both.
    written?;
    outcome.verdict()
}
