//! `Failure`, the table of numbers and the table of exit codes: the only place with all three.
//!
//! A failure is data until it is shown: `err-<code>` in `locales/` says what happened, `rec-<code>` what to do next.

mod failure;

pub use failure::{Args, Failure, Notice};

/// Exit codes (`docs/cli.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done; "already there" is done. Also the code of notices, which end nothing.
    Done = 0,
    /// Failed in a way not listed below.
    Failed = 1,
    /// Usage, or input refused; nothing was sent to the token.
    Refused = 2,
    /// Not found or ambiguous.
    NotFound = 3,
    /// PIN: none to be had, refused, locked, or the guard stopped the last try.
    Pin = 4,
    /// The token or its module failed.
    Token = 5,
    /// `check`, `compare` found something.
    Findings = 6,
    /// Interrupted.
    Interrupted = 130,
}

/// Makes [`Code`] and its table from one list: variant, number, stable name, exit code.
macro_rules! codes {
    ($($variant:ident = $number:literal $name:literal $exit:ident;)*) => {
        /// Everything that has a number: failures, notices, findings. A number is given once and never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $name] $variant,)* }

        impl Code {
            /// All of them, by number.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The number, without its `P`.
            #[must_use]
            pub fn number(self) -> u16 { match self { $(Self::$variant => $number,)* } }

            /// The stable name.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// The exit code of a command that ends with it.
            #[must_use]
            pub fn exit(self) -> Exit { match self { $(Self::$variant => Exit::$exit,)* } }
        }
    };
}

codes! {
    // 0xx: PINs
    PinNeeded = 1 "pin_needed" Pin;
    SoPinNeeded = 2 "so_pin_needed" Pin;
    KeyPinNeeded = 3 "key_pin_needed" Pin;
    PinSourceUnreadable = 4 "pin_source_unreadable" Pin;
    NewPinNeeded = 5 "new_pin_needed" Pin;
    PasswordNeeded = 6 "password_needed" Pin;
    PasswordWrong = 7 "password_wrong" Pin;
    PasswordOrDamage = 8 "password_or_damage" Pin;
    PasswordNewNeeded = 9 "password_new_needed" Pin;
    WrongPin = 41 "wrong_pin" Pin;
    PinLocked = 42 "pin_locked" Pin;
    FinalTry = 43 "final_try" Pin;
    PinNotSet = 44 "pin_not_set" Pin;
    PinMustChange = 45 "pin_must_change" Pin;
    PinLength = 46 "pin_length" Pin;
    PinRefusedBefore = 47 "pin_refused_before" Pin;
    LoginOdd = 48 "login_odd" Pin;
    PinCancelled = 49 "pin_cancelled" Pin;
    PinInvalid = 50 "pin_invalid" Pin;
    PinCountLow = 51 "pin_count_low" Done;
    SecretFileOpen = 52 "secret_file_open" Done;
    NewPinLength = 53 "new_pin_length" Refused;
    PinSame = 54 "pin_same" Refused;
    PinChangeUnclear = 55 "pin_change_unclear" Done;
    NewPinRefused = 56 "new_pin_refused" Pin;
    PinForWhich = 57 "pin_for_which" NotFound;
    PinLastTry = 58 "pin_last_try" Done;
    // 1xx: token and driver
    NoModule = 100 "no_module" NotFound;
    ModuleMissing = 101 "module_missing" Token;
    ModuleNotLibrary = 102 "module_not_library" Token;
    ModuleWrongArchitecture = 103 "module_wrong_architecture" Token;
    ModuleNotPkcs11 = 104 "module_not_pkcs11" Token;
    ModuleCrashed = 105 "module_crashed" Token;
    ModuleHung = 106 "module_hung" Token;
    ModuleExited = 107 "module_exited" Token;
    ModuleInitRefused = 108 "module_init_refused" Token;
    ModuleHost = 109 "module_host" Token;
    NoToken = 110 "no_token" NotFound;
    SeveralTokens = 111 "several_tokens" NotFound;
    TokenRemoved = 112 "token_removed" Token;
    TokenRefused = 113 "token_refused" Token;
    TokenFull = 114 "token_full" Token;
    TokenWriteProtected = 115 "token_write_protected" Token;
    NoUsableMechanism = 116 "no_usable_mechanism" Token;
    TokenHasFixedPlaces = 117 "token_has_fixed_places" NotFound;
    PlaceUnknown = 118 "place_unknown" Refused;
    KeyVanished = 119 "key_vanished" Token;
    KeyExtractable = 120 "key_extractable" Token;
    OutcomeUnknown = 121 "outcome_unknown" Token;
    ReadBackDiffers = 122 "read_back_differs" Token;
    ProofFailed = 123 "proof_failed" Token;
    PartialListing = 124 "partial_listing" Token;
    TokenUninitialised = 125 "token_uninitialised" NotFound;
    TokenNotRecognised = 126 "token_not_recognised" Token;
    SlotNotFound = 128 "slot_not_found" NotFound;
    KeyNotFound = 129 "key_not_found" NotFound;
    SeveralMatch = 130 "several_match" NotFound;
    NoVisibleKeyFits = 131 "no_visible_key_fits" NotFound;
    FitsNoKey = 132 "fits_no_key" NotFound;
    NothingMatches = 133 "nothing_matches" NotFound;
    SignatureInvalid = 134 "signature_invalid" Token;
    ViewIncomplete = 136 "view_incomplete" Token;
    TokenNotBlank = 137 "token_not_blank" Refused;
    KeyNotThere = 138 "key_not_there" Token;
    SessionLost = 139 "session_lost" Token;
    SenselessAnswer = 140 "senseless_answer" Token;
    NotLoggedIn = 141 "not_logged_in" Token;
    ModuleUnsupported = 142 "module_unsupported" Token;
    LeftWaiting = 143 "left_waiting" Interrupted;
    ModuleUnknown = 144 "module_unknown" NotFound;
    NoPublicHalf = 145 "no_public_half" Token;
    ModuleKnown = 146 "module_known" Refused;
    KeyCannotLeave = 147 "key_cannot_leave" Refused;
    KeyShared = 148 "key_shared" Refused;
    KeyUnproved = 149 "key_unproved" Done;
    NotRemoved = 150 "not_removed" Token;
    KeyNotTaken = 153 "key_not_taken" Token;
    ImportUnfinished = 154 "import_unfinished" Done;
    TokenNotFound = 160 "token_not_found" NotFound;
    ListedWithoutPin = 161 "listed_without_pin" Done;
    NothingRemembered = 162 "nothing_remembered" NotFound;
    RequestUnfinished = 163 "request_unfinished" Done;
    CloudSignedOut = 164 "cloud_signed_out" Token;
    TokenMakesNoKeys = 165 "token_makes_no_keys" Token;
    RemoteSession = 166 "remote_session" Done;
    CardServiceSilent = 167 "card_service_silent" Token;
    ModuleDenied = 168 "module_denied" Token;
    CardHelperMissing = 170 "card_helper_missing" Done;
    CardLibraryMissing = 171 "card_library_missing" Done;
    CardServiceMissing = 172 "card_service_missing" Done;
    CardServiceDenied = 173 "card_service_denied" Done;
    CardServiceFailed = 174 "card_service_failed" Done;
    NoReader = 175 "no_reader" Done;
    NoCard = 176 "no_card" Done;
    CardMute = 177 "card_mute" Done;
    ReaderUnavailable = 178 "reader_unavailable" Done;
    CardExclusive = 179 "card_exclusive" Done;
    CardUnknown = 180 "card_unknown" Done;
    DriverMissing = 181 "driver_missing" Done;
    DriverBlind = 182 "driver_blind" Done;
    DeviceWithoutReader = 183 "device_without_reader" Done;
    DeviceDenied = 184 "device_denied" Done;
    TokenEmpty = 185 "token_empty" Done;
    // 2xx: input
    Usage = 200 "usage" Refused;
    ValueMissing = 201 "value_missing" Refused;
    ValueUnknown = 202 "value_unknown" Refused;
    OptionUnknown = 203 "option_unknown" Refused;
    CommandUnknown = 204 "command_unknown" Refused;
    OptionsConflict = 205 "options_conflict" Refused;
    SubjectInvalid = 206 "subject_invalid" Refused;
    SubjectSlashForm = 207 "subject_slash_form" Refused;
    AttributeUnknown = 208 "attribute_unknown" Refused;
    AttributeTooLong = 209 "attribute_too_long" Refused;
    ControlCharacter = 210 "control_character" Refused;
    CountryInvalid = 211 "country_invalid" Refused;
    AttributeCharset = 212 "attribute_charset" Refused;
    AltNameInvalid = 213 "alt_name_invalid" Refused;
    KeyUsageUnknown = 214 "key_usage_unknown" Refused;
    ExtendedKeyUsageUnknown = 215 "extended_key_usage_unknown" Refused;
    KeyTypeUnknown = 216 "key_type_unknown" Refused;
    UriInvalid = 217 "uri_invalid" Refused;
    UriAttributeRefused = 218 "uri_attribute_refused" Refused;
    SecretSourceInvalid = 219 "secret_source_invalid" Refused;
    ConfirmationNeeded = 220 "confirmation_needed" Refused;
    LabelInvalid = 221 "label_invalid" Refused;
    ConfigInvalid = 222 "config_invalid" Refused;
    RegistryInvalid = 223 "registry_invalid" Refused;
    NumberUnknown = 224 "number_unknown" Refused;
    KeyIdInvalid = 225 "key_id_invalid" Refused;
    NotYetAvailable = 226 "not_yet_available" Refused;
    TerminalNeeded = 227 "terminal_needed" Refused;
    LanguageUnknown = 228 "language_unknown" Refused;
    KeyTypeNotTaken = 229 "key_type_not_taken" Refused;
    UriAttributeUnknown = 230 "uri_attribute_unknown" Done;
    ProfileNotFound = 231 "profile_not_found" NotFound;
    SeveralProfiles = 232 "several_profiles" NotFound;
    ProfileInvalid = 233 "profile_invalid" Refused;
    FieldUnknown = 234 "field_unknown" Refused;
    FieldInvalid = 235 "field_invalid" Refused;
    FieldDoubtful = 236 "field_doubtful" Done;
    FieldNotKept = 237 "field_not_kept" Refused;
    ProviderNotFound = 238 "provider_not_found" NotFound;
    AnswersInvalid = 239 "answers_invalid" Refused;
    PasswordEmpty = 240 "password_empty" Refused;
    PasswordNotAscii = 241 "password_not_ascii" Done;
    KeyTypeNotMade = 242 "key_type_not_made" Refused;
    NotForThisRequest = 243 "not_for_this_request" Refused;
    GeneratorNeeded = 244 "generator_needed" Done;
    ProfileNeeded = 245 "profile_needed" Refused;
    PasswordShort = 246 "password_short" Done;
    AddressUnfit = 247 "address_unfit" Refused;
    Declined = 290 "declined" Failed;
    Interrupted = 299 "interrupted" Interrupted;
    // 3xx: files
    FileNotFound = 300 "file_not_found" Refused;
    FileUnreadable = 301 "file_unreadable" Refused;
    FileEmpty = 302 "file_empty" Refused;
    FileTooLarge = 303 "file_too_large" Refused;
    FileNotRecognised = 304 "file_not_recognised" Refused;
    PrivateKeyInFile = 305 "private_key_in_file" Refused;
    OutNotFolder = 306 "out_not_folder" Refused;
    OutNotWritable = 307 "out_not_writable" Refused;
    FileExists = 308 "file_exists" Refused;
    NoCertificateInFile = 309 "no_certificate_in_file" Refused;
    ContainerClosed = 310 "container_closed" Refused;
    CertificateDamaged = 311 "certificate_damaged" Refused;
    RequestDamaged = 312 "request_damaged" Refused;
    WriteFailed = 313 "write_failed" Failed;
    ReadFailed = 314 "read_failed" Failed;
    JavaKeyStore = 315 "java_key_store" Refused;
    ContainerDamaged = 316 "container_damaged" Refused;
    CipherUnsupported = 317 "cipher_unsupported" Refused;
    NoKeyInFile = 318 "no_key_in_file" Refused;
    EntryNotFound = 319 "entry_not_found" NotFound;
    FolderNeeded = 320 "folder_needed" Refused;
    FileIsPipe = 321 "file_is_pipe" Refused;
    BackupNotCompleted = 322 "backup_not_completed" Done;
    FileIsFolder = 323 "file_is_folder" Refused;
    SeveralKeysInFile = 324 "several_keys_in_file" Refused;
    NoListInFile = 325 "no_list_in_file" Refused;
    NoRequestFor = 330 "no_request_for" Refused;
    SeveralRequestsFor = 331 "several_requests_for" Refused;
    RequestsShareKey = 332 "requests_share_key" Refused;
    KeyElsewhere = 333 "key_elsewhere" Done;
    NameMisleads = 334 "name_misleads" Done;
    PurposeLacks = 335 "purpose_lacks" Done;
    OtherCertificate = 336 "other_certificate" Done;
    ChainNotFound = 337 "chain_not_found" Done;
    FileIsArchive = 338 "file_is_archive" Refused;
    ReceiptInvalid = 339 "receipt_invalid" Refused;
    // 4xx: findings and notices about certificates and keys
    NotYetValid = 401 "not_yet_valid" Done;
    Expired = 402 "expired" Done;
    ClockEarly = 403 "clock_early" Done;
    NotSensitive = 404 "not_sensitive" Done;
    NewPairDestroyed = 405 "new_pair_destroyed" Token;
    ExpiredRefused = 406 "expired_refused" Refused;
    Superseded = 407 "superseded" Done;
    TemplateReduced = 408 "template_reduced" Done;
    IdReplaced = 409 "id_replaced" Done;
    NoPublicKeyObject = 410 "no_public_key_object" Done;
    ProofNotPossible = 411 "proof_not_possible" Done;
    LoginForKeys = 412 "login_for_keys" Done;
    CheckFailed = 413 "check_failed" Findings;
    NothingToCheck = 414 "nothing_to_check" Done;
    CertificateEnded = 420 "certificate_ended" Done;
    EndsSoon = 421 "ends_soon" Done;
    BeginsLater = 422 "begins_later" Done;
    RenewalCloses = 423 "renewal_closes" Done;
    RenewalOver = 424 "renewal_over" Done;
    LeftOver = 425 "left_over" Done;
    KeyAbsent = 426 "key_absent" Done;
    KeyHidden = 427 "key_hidden" Done;
    CertificateAwaited = 428 "certificate_awaited" Done;
    IdMismatch = 429 "id_mismatch" Done;
    IdShared = 430 "id_shared" Done;
    SeveralCertificates = 431 "several_certificates" Done;
    KeySmall = 432 "key_small" Done;
    KeyBroken = 433 "key_broken" Done;
    KeyUnreadable = 434 "key_unreadable" Done;
    SignedWeakly = 435 "signed_weakly" Done;
    KeyRefused = 436 "key_refused" Done;
    UsageLacking = 437 "usage_lacking" Done;
    IssuerForeign = 438 "issuer_foreign" Done;
    IssuerTest = 439 "issuer_test" Done;
    ValidityLong = 440 "validity_long" Done;
    QualifiedAs = 441 "qualified_as" Done;
    NotQualified = 442 "not_qualified" Done;
    NoQualifiedDevice = 443 "no_qualified_device" Done;
    LettersLost = 444 "letters_lost" Done;
    LettersNotAllowed = 445 "letters_not_allowed" Done;
    LettersCedilla = 446 "letters_cedilla" Done;
    KeyCanLeave = 447 "key_can_leave" Done;
    KeyNotTried = 448 "key_not_tried" Done;
    KeyDoesNotSign = 449 "key_does_not_sign" Done;
    RegisteredDiffers = 450 "registered_differs" Findings;
    MailInName = 451 "mail_in_name" Done;
    OnlyAddress = 452 "only_address" Done;
    SeveralOfOne = 453 "several_of_one" Done;
    SerialOdd = 454 "serial_odd" Done;
    RequestOnly = 455 "request_only" Done;
    IssuerMissing = 460 "issuer_missing" Done;
    RootNotTrusted = 461 "root_not_trusted" Done;
    PathUnfit = 462 "path_unfit" Done;
    CertificateRevoked = 463 "certificate_revoked" Done;
    RevocationUnknown = 464 "revocation_unknown" Done;
    NetAsked = 465 "net_asked" Done;
    NetFailed = 466 "net_failed" Done;
    Connecting = 470 "connecting" Done;
    ServerNotReached = 471 "server_not_reached" Done;
    ServerNoTls = 472 "server_no_tls" Done;
    ServerNameUnfit = 473 "server_name_unfit" Done;
    ServerRefused = 474 "server_refused" Done;
    CertificateNotAsked = 475 "certificate_not_asked" Done;
    CertificateRefused = 476 "certificate_refused" Done;
    ClosedAfterCertificate = 477 "closed_after_certificate" Done;
    RenegotiationWanted = 478 "renegotiation_wanted" Done;
    IssuerNotTaken = 479 "issuer_not_taken" Done;
    NoCommonSignature = 480 "no_common_signature" Done;
    HttpRefused = 481 "http_refused" Done;
    HttpOdd = 482 "http_odd" Done;
    NoHttpAnswer = 483 "no_http_answer" Done;
    NotConnected = 484 "not_connected" Findings;
    ServerNotTrusted = 485 "server_not_trusted" Done;
    // 5xx: journal and what is under way
    JournalUnwritable = 501 "journal_unwritable" Failed;
    JournalDamaged = 502 "journal_damaged" Done;
    LooksUnfinished = 503 "looks_unfinished" Done;
    Settled = 504 "settled" Done;
    SettledNothing = 505 "settled_nothing" Done;
    SettleAmbiguous = 506 "settle_ambiguous" Done;
    CaseNotFound = 507 "case_not_found" NotFound;
    ResumeNotNeeded = 508 "resume_not_needed" Done;
    JournalNewer = 509 "journal_newer" Failed;
    InitUnfinished = 510 "init_unfinished" Done;
    StepNotFound = 511 "step_not_found" NotFound;
    SeveralCases = 512 "several_cases" NotFound;
    DateInvalid = 513 "date_invalid" Refused;
    RenewalLate = 520 "renewal_late" Done;
    RenewalEnded = 521 "renewal_ended" Done;
    RenewalEarly = 522 "renewal_early" Done;
    QuarterStart = 523 "quarter_start" Done;
    CaseUnderWay = 524 "case_under_way" Done;
    IssuerUnknown = 530 "issuer_unknown" NotFound;
    FormNeedsCertificate = 531 "form_needs_certificate" NotFound;
    FormLeftOut = 532 "form_left_out" Done;
    FormUnconfirmed = 533 "form_unconfirmed" Done;
    IssuerNotListed = 534 "issuer_not_listed" Done;
    NotOpened = 535 "not_opened" Done;
    ReportLanguage = 536 "report_language" Done;
    // 9xx: ours
    Internal = 900 "internal" Failed;
}

impl Code {
    /// The number as people see it: `P041`.
    #[must_use]
    pub fn label(self) -> String {
        format!("P{:03}", self.number())
    }

    /// The name with hyphens, as it stands in Fluent ids.
    #[must_use]
    pub fn fluent(self) -> String {
        self.name().replace('_', "-")
    }

    /// Finds a code by `P041`, `p41`, `41`, or its name.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let plain = text.trim().to_ascii_lowercase().replace('-', "_");
        let digits = plain.strip_prefix('p').unwrap_or(&plain);
        let number = digits.parse::<u16>().ok();
        Self::ALL
            .iter()
            .copied()
            .find(|code| Some(code.number()) == number || code.name() == plain)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Code;

    #[test]
    fn numbers_and_names_are_given_once_and_in_order() {
        let numbers: Vec<u16> = Code::ALL.iter().map(|code| code.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        let names: HashSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn codes_are_found_in_every_spelling() {
        for text in ["P041", "p41", "41", "wrong_pin", "wrong-pin", " P041 "] {
            assert_eq!(Code::find(text), Some(Code::WrongPin), "{text}");
        }
        assert_eq!(Code::find("P999"), None);
        assert_eq!(Code::find(""), None);
    }
}
