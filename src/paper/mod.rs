//! What people read and hand in: the authority's form, sheets with data, the mail that carries them. Data in, text out:
//! nothing is asked or written here. All words are the authority's own language's, whatever the screen speaks.

mod fill;
mod html;
mod mail;
pub mod report;
mod sheet;
mod shown;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use fill::{Source, needs_certificate};
pub use html::RenderError;
pub use mail::Mail;
pub use sheet::{Entry, Filled, Look, Row, Sheet};
pub use shown::{Asked, Manner};

use crate::i18n::Paper;
use crate::profile::{Contact, Form};
use crate::x509::Certificate;

/// Makes papers in one language.
#[derive(Debug)]
pub struct Printer {
    language: String,
    words: Paper,
}

impl Printer {
    /// For an authority of this language, two letters.
    #[must_use]
    pub fn of(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            words: Paper::of(language),
        }
    }

    /// The paper of a form.
    #[must_use]
    pub fn fill(&self, form: &Form, source: &Source<'_>) -> Sheet {
        fill::fill(form, source, &self.language, &self.words)
    }

    /// The certificate on a sheet, where the profile has none of its own.
    #[must_use]
    pub fn certificate(&self, certificate: &Certificate, manner: Manner, today: Date) -> Sheet {
        fill::certificate_sheet(certificate, manner, today, &self.language, &self.words)
    }

    /// A paper as one HTML file that prints on A4 and needs nothing else.
    pub fn html(&self, sheet: &Sheet) -> Result<String, RenderError> {
        html::html(sheet, &self.words)
    }

    /// The mail of a form; `None` where the form has no text for one.
    #[must_use]
    pub fn mail(
        &self,
        form: &Form,
        contact: Option<&Contact>,
        source: &Source<'_>,
    ) -> Option<Mail> {
        Mail::of(form, contact, source, &self.words)
    }

    /// A mail as a text file, lines ending with CR and LF.
    #[must_use]
    pub fn mail_text(&self, mail: &Mail) -> String {
        mail.text(&self.words)
    }
}

/// What stands for a value that nobody knows, in running text.
pub const UNKNOWN: &str = "……";
