### Parafa in English: the texts that all other languages follow.
###
### Ids stand sorted under their prefixes: err- rec- fnd- help- cli- tui-. Words of papers: paper.ftl.
### Words on screen: certificate, driver, token, request, to do, pretend token. Never advise to initialise a token,
### never to try a PIN by guessing. Option names, file names and commands stay as they are in every language.
###
### Values that an err- sentence may use:
###   $module  id or path of a driver              $call     the function that answered
###   $ckr     the standard's name of the answer   $text     what a loader, a system or a parser said
###   $built   what a driver is built for          $seconds  a limit in seconds
###   $file    a file                              $path     a folder, or a file that we write
###   $field   a part of a name, as CN             $value    what was given
###   $position  a character, counted from 1       $limit    the most that is allowed
###   $names   a list with commas                  $option   an option with its hyphens
###   $command a command or option of ours         $near     what was probably meant, or “none”
###   $word    a word to be typed                  $count    a number of things
###   $label   a token's or key's label            $serial   a serial number
###   $token   a token's label                     $role     whose PIN, in words
###   $date    a day                               $types    key types
###   $places_used, $places_free  a card's fixed places
###   $origin, $reason  of a secret: the option or variable, and why it cannot be read
###   $key     eight digits of a key's name       $state    of a PIN: locked or not_set


## Numbers: what happened (.cause why, .ask what the helpdesk asks)

err-address-unfit = “{ $value }” is no address to connect to: { $reason ->
        [other_protocol] { $text } is not spoken here, only https.
       *[other] an address looks like https://www.example.org/path.
    }
    .cause = A log-in with a certificate goes by https, to a host, with an optional port and path. A user name or a password in an address is refused, since others could read it in the list of programs.
    .ask = What exactly stands in the letter or on the page that names the address?
err-alt-name-invalid = “{ $value }” cannot be used as a further name.
    .cause = Further names are written as dns:host.example or email:name@host.example.
    .ask = Is it a host name or a mail address?
err-answers-invalid = The file with the answers { $file } cannot be used: line { $position }, { $field }: { $text }.
    .cause = An answers file has the profile's id and a table of values, as “parafa profiles show PROFILE --answers” prints it.
    .ask = With which program was the file edited?
err-attribute-charset = { $field } has a character that is not allowed there: “{ $value }”.
    .cause = Some parts of a name allow only plain letters, digits and a few signs.
    .ask = How does the authority write this value?
err-attribute-too-long = { $field } is too long: at most { $limit } characters.
    .cause = The standard for names sets this limit, and authorities refuse what exceeds it.
    .ask = Is there a shorter official form of the name?
err-attribute-unknown = “{ $value }” is no known part of a name.
    .cause = Known are CN, O, OU, C, L, ST and others; any other is written as its number (OID).
    .ask = How is the part called in the authority's instructions?
err-backup-not-completed = The certificate was not added to the file with its key, { $file }.
    .cause = The file was moved, or its password was not given or not right. What belongs on the token was written there all the same.
    .ask = Where is the file now, and who knows its password?
err-begins-later = The certificate of { $name } is valid only from { $date } on.
    .cause = It was issued in advance, or the clock of this computer is wrong.
    .ask = Which date does the clock of the computer show?
err-card-exclusive = Another program keeps the card in { $name } for itself.
    .cause = A program that works with a card may lock the others out until it has ended.
    .ask = Which programs that use the token are open?
err-card-helper-missing = The helper program that asks for readers is not where it belongs: { $path }.
    .cause = It lies beside this program and came with it; without it nothing is known of readers and cards. Drivers are asked all the same.
    .ask = Was this program copied here without its other files?
err-card-library-missing = The smart-card service's library is missing on this computer: { $text }.
    .cause = Readers are reached through a service of the system and its library. On this computer it was never installed, or was removed.
    .ask = Did the token ever work on this computer?
err-card-mute = The card in { $name } does not answer.
    .cause = It lies the wrong way round, its contacts are dirty, or it is broken.
    .ask = Does another card answer in this reader, or this card in another reader?
err-card-service-denied = The smart-card service does not let this user in ({ $text }).
    .cause = The system allows readers only to some users, or only to whoever sits at the computer; over a remote line it often refuses.
    .ask = Are you sitting at the computer, or working on it from another one?
err-card-service-failed = The smart-card service gave no useful answer: { $text }.
    .cause = The service or a reader's driver failed.
    .ask = Does it help to unplug all readers and to start the computer anew?
err-card-service-missing = The smart-card service does not run on this computer ({ $text }), so no program can see a token in a reader.
    .cause = The service is stopped, switched off, or not installed.
    .ask = Did the token work on this computer before, and was the computer updated since?
err-card-service-silent = The smart-card service of this computer did not answer within { $seconds } seconds; drivers that ask it were left alone.
    .cause = The service is stuck, as a rule on a reader or a token; every driver that asks it would hang with it.
    .ask = Do other programs see the token at the moment?
err-card-unknown = No driver of this computer reads the card in { $name }, and it is none that is known here ({ $text }).
    .cause = Each make of card needs the driver of its maker; by its answer this one could not be told.
    .ask = What is printed on the token or the card, and who issued it?
err-case-not-found = There is no case “{ $value }”.
    .cause = A request that is under way is remembered on the computer where it was begun.
    .ask = On which computer was the request made?
err-case-under-way = This certificate is being replaced already, in case { $value }. No second case was opened.
    .cause = A case that replaces the same certificate is still open.
    .ask = Was the renewal begun earlier, perhaps by somebody else?
err-certificate-awaited = The key { $name } has no certificate.
    .cause = A key was made, and its certificate was not yet installed.
    .ask = Was a certificate sent already, and where is its file?
err-certificate-damaged = The certificate in { $file } is damaged: { $text }.
    .cause = A part is missing or was changed on the way.
    .ask = How did the file arrive, and was it opened and saved by another program?
err-certificate-ended = The certificate of { $name } ended on { $date }.
    .cause = After its last day no service takes a certificate, and it does not come back.
    .ask = Was it renewed already, perhaps on another token?
err-certificate-not-asked = { $address } let us in without asking for a certificate, so that yours was not tried.
    .cause = This address is open to everybody, or the server asks for the certificate at another page only.
    .ask = Which page asks for the certificate in the browser?
err-certificate-refused = The server refused the certificate of { $name }: { $reason ->
        [certificate_expired] it has expired.
        [certificate_revoked] it is revoked.
        [unknown_ca] the server does not know its issuer.
        [bad_certificate] it finds something wrong with it.
        [unsupported_certificate] it does not take certificates of this kind.
        [certificate_unknown] it does not accept it.
        [access_denied] it is good, but has no right there.
        [certificate_required] it wants a certificate, and saw none.
        [handshake_failure] it does not take it, and does not say why.
        [decrypt_error] the signature did not convince it.
        [internal_error] it failed itself.
       *[other] it sent “{ $reason }”.
    }
    .cause = The server looked at the certificate and ended the talk. The word that it sent is in the standard (RFC 8446, section 6.2).
    .ask = Is it the certificate that is registered there? Is it new, and was it registered after it was issued?
err-certificate-revoked = The certificate of { $name } has been revoked since { $date }: { $reason ->
        [keyCompromise] its key is said to be in other hands.
        [cACompromise] the authority's key is said to be in other hands.
        [affiliationChanged] the holder's affiliation changed.
        [superseded] another one took its place.
        [cessationOfOperation] it is no longer needed.
        [certificateHold] it is suspended, which may be lifted.
        [privilegeWithdrawn] the holder's right was withdrawn.
       *[other] no reason is given.
    }
    .cause = The issuer says so, in a list or an answer that it signed. Nobody accepts the certificate any more.
    .ask = Who asked for the revocation? Was a newer certificate issued?
err-chain-not-found = The certificate of its issuer was not found beside it: nothing was added.
    .cause = Only what lies on the same token or in the same file is taken.
    .ask = Did the issuer send its own certificates, too?
err-check-failed = Something is wrong: { $count } of the findings above.
    .cause = At least one finding means that a certificate does not work, or not with this authority.
    .ask = Which number stands first in the list?
err-cipher-unsupported = { $file } is encrypted in a way that is not read: { $text }.
    .cause = The file names a cipher that no usual program writes, or asks for more work than any honest file does.
    .ask = Which program made the file?
err-clock-early = The clock of this computer shows { $date }, which is before this program was made.
    .cause = The clock is wrong, so nothing about validity can be told with certainty.
    .ask = Is the battery of the computer's clock empty?
err-closed-after-certificate = The server saw the certificate of { $name } and closed the line without a word.
    .cause = Most servers do so when they do not take a certificate; some when they are overloaded.
    .ask = Does it happen again after a minute? Is the certificate registered there?
err-cloud-signed-out = The driver { $module } keeps its keys at the provider, and you are not signed in there ({ $call }: { $ckr }).
    .cause = The keys of such a certificate lie in the provider's own computers. The driver reaches them only while the provider's program on this computer is signed in; that ends after some hours.
    .ask = Does the provider's program show that you are signed in?
err-command-unknown =
    { $near ->
        [none] There is no command “{ $command }”.
       *[other] There is no command “{ $command }”. Was “{ $near }” meant?
    }
    .cause = Either it is mistyped, or this version does not have it.
    .ask = Which version is installed, and what was typed?
err-config-invalid = The settings in { $file } cannot be used: { $text }.
    .cause = The file was changed by hand, or by another version.
    .ask = Who changed the file last?
err-confirmation-needed =
    { $word ->
        [none] This needs a confirmation, and there is nobody to ask: { $value }, on { $token }.
        [file] What stands above needs a yes before it is written, and there is nobody to ask: { $value }.
       *[other] A key would go for ever, and there is nobody to ask: { $value }, on { $token }. The word that confirms it is “{ $word }”.
    }
    .cause = Something would be lost or changed for ever, and that is never done without a yes.
    .ask = Is the command run by a script, and is the loss intended?
err-connecting = Connecting to { $address }.
    .cause = “connect” goes to this address. The server sees the address of this computer, and, where it asks and is trusted, your certificate.
    .ask = Is it the address that the authority names?
err-container-closed = { $file } is a PKCS#12 file: what is in it shows only after its password.
    .cause = Such files hold a private key, and as a rule its certificates, under a password.
    .ask = Who made the file, and where was its password written down?
err-container-damaged = { $file } is damaged: { $text }.
    .cause = What is inside does not fit together, or the file is shorter than it says of itself.
    .ask = Was the file cut short on its way, or opened in an editor?
err-control-character = { $field } has a character that cannot be seen, at position { $position }.
    .cause = It was probably copied from another program together with the text.
    .ask = From where was the text copied?
err-country-invalid = “{ $value }” is no country code.
    .cause = The country is written with two capital letters, such as RO, CZ, NL.
    .ask = Which country is meant?
err-date-invalid =
    { $reason ->
        [future] The day { $value } is still to come; today is { $date }.
       *[form] “{ $value }” is no day. A day looks like { $date }.
    }
    .cause = Deadlines are counted from the day on which a step was done.
    .ask = On which day was it done?
err-declined = Stopped, because the answer was no.
    .cause = A question was answered with no, or the word that was asked for was not typed.
    .ask = Was the no intended?
err-device-denied = This user may not open the USB device { $name } ({ $text }), which looks like a token.
    .cause = The system gives the device to other users only.
    .ask = Does the token work for the administrator of the computer?
err-device-without-reader = The USB device { $name } ({ $text }) looks like a token, but the computer shows no reader for it.
    .cause = The system has no driver for this device, or the smart-card service does not take it up.
    .ask = Did the system report a new device when it was plugged in?
err-driver-blind = This looks like { $token }, for the driver { $name }, which is on this computer but does not read it.
    .cause = The driver is too old for this token, failed, or the token was prepared by another one.
    .ask = Does the token's own program see it?
err-driver-missing = This looks like { $token }. Its driver is not installed on this computer: { $name }.
    .cause = Each make of token needs the driver of its maker. Without it no program sees the certificate; the token itself is in order.
    .ask = Who gave you the token, and was its software installed on this very computer?
err-ends-soon = The certificate of { $name } ends on { $date }; days left: { $count }.
    .cause = A certificate is good until its last day only; renewals take days to weeks.
    .ask = Was the renewal begun already?
err-entry-not-found = No key in { $file } is called “{ $value }”. There are: { $names }.
    .cause = A file can hold several keys, each with a name.
    .ask = Which of the names is meant?
err-expired = The certificate ran out on { $date }.
    .cause = Certificates are valid for a limited time.
    .ask = Was a new certificate ordered?
err-expired-refused = The certificate { $file } ran out on { $date } and was not written.
    .cause = Writing an expired certificate is seldom meant.
    .ask = Is it the newest file that the authority sent?
err-extended-key-usage-unknown = “{ $value }” is no known extended key usage. Known: { $names }.
    .cause = Known names or an OID are taken.
    .ask = Which usage do the authority's instructions name?
err-field-doubtful =
    { $field }: “{ $value }” may be wrong. { $reason ->
        [length] It has as many characters as one of these: { $text }.
        [too-long] It may have at most { $text } characters.
        [character] The character at position { $text } cannot stand there.
        [invisible] At position { $text } stands a character that cannot be seen.
        [not-ascii] At position { $text } stands a letter with an accent, which is not taken here.
        [leading-zero] It does not begin with a zero.
        [oid-root] Such a number begins with 0, 1 or 2.
        [oid-second] Its second part is at most 39.
        [label] The part “{ $text }” cannot stand in such a name.
        [single-label] The whole name is needed, with its domain.
        [ip-address] A name is needed, not an address of numbers.
        [semantics-type] It begins with a type that there is not.
        [check-digit] Its check digit should be { $text }: as a rule a digit was mistyped.
        [date] The date of birth in it is none.
        [county] The county in it is none.
        [serial] A part of it is one that is not given out.
        [never-issued] Numbers like this are not given out.
        [cedilla] The letters ş and ţ in it have a cedilla; Romanian writes ș and ț, with a comma.
       *[other] Compare it with the paper.
    }
    .cause = Such numbers have a digit or a date by which a mistake in typing shows. The number is used as it was typed.
    .ask = Does it stand so in the register, digit by digit?
err-field-invalid =
    { $field }: “{ $value }” cannot be used. { $reason ->
        [empty] A value is needed.
        [pattern] It does not have the form that the authority wants.
        [choice] One of these is taken: { $names }.
        [length] It has as many characters as one of these: { $text }.
        [too-long] It may have at most { $text } characters.
        [character] The character at position { $text } cannot stand there.
        [invisible] At position { $text } stands a character that cannot be seen.
        [not-ascii] At position { $text } stands a letter with an accent, which is not taken here.
        [leading-zero] It does not begin with a zero.
        [oid-root] Such a number begins with 0, 1 or 2.
        [oid-second] Its second part is at most 39.
        [label] The part “{ $text }” cannot stand in such a name.
        [single-label] The whole name is needed, with its domain.
        [ip-address] A name is needed, not an address of numbers.
        [semantics-type] It begins with a type that there is not.
        [check-digit] Its check digit should be { $text }: as a rule a digit was mistyped.
        [date] The date of birth in it is none.
        [county] The county in it is none.
        [serial] A part of it is one that is not given out.
        [never-issued] Numbers like this are not given out.
       *[form] It is not built as such a number is.
    }
    .cause = What goes to an authority is checked before anything is made of it.
    .ask = How does it stand in the register or on the paper?
err-field-not-kept = { $field } is never written down by this program.
    .cause = It is a person's number, and it is needed for one form only.
    .ask = For which form is it needed?
err-field-unknown = No authority asks for “{ $field }”. Fields: { $names }.
    .cause = Values are kept under the names that the profiles give them.
    .ask = Which form asks for it?
err-file-empty = The file { $file } is empty.
    .cause = A download or a copy was probably broken off.
    .ask = How large is the file at its source?
err-file-exists = The file { $file } is there already and is not overwritten.
    .cause = Overwriting could destroy the only copy of something.
    .ask = What does the file hold, and is it still needed?
err-file-is-archive = The file { $file } is a ZIP archive.
    .cause = What is in an archive is not looked into.
    .ask = Was the file unpacked after it came?
err-file-is-folder = { $file } is a folder; a file is needed.
    .cause = This command takes one file at a time.
    .ask = Which file of the folder is meant?
err-file-is-pipe = { $file } is a named pipe: nothing was read from it.
    .cause = A named pipe waits until some program writes into it, perhaps for ever.
    .ask = Which program writes into it?
err-file-not-found = The file { $file } is not there.
    .cause = The path is mistyped, or the file was moved.
    .ask = Where was the file saved, and under which name?
err-file-not-recognised = The file { $file } is neither a certificate nor a request nor a bundle of them.
    .cause = What it holds is none of PEM, DER, PKCS#7 or a request.
    .ask = What is the file called at its source, and does it open elsewhere?
err-file-too-large = The file { $file } is too large: at most { $limit } bytes.
    .cause = Certificates and requests are small. This is probably another file.
    .ask = Is it the file that the authority sent?
err-file-unreadable = The file { $file } cannot be read: { $text }.
    .cause = The system does not let this account read it, or it is a folder, or the drive has an error.
    .ask = Who owns the file, and on which drive is it?
err-final-try = One PIN try is left, so nothing was sent.
    .cause = The token says that the next wrong PIN locks it. This program stops here, so that the last try is used by decision and not by chance.
    .ask = Is the PIN letter of this very token at hand?
err-fits-no-key = The certificate { $file } fits no key of the token.
    .cause = The certificate was made for the key of another request, or the key was on another token, or was removed.
    .ask = On which computer and with which token was the request made?
err-folder-needed = { $path } is no folder.
    .cause = A folder was named that is not there, or a file.
    .ask = What does the folder's full name read, and is it on this computer?
err-form-left-out = Without a certificate these papers were left out: { $names }.
    .cause = They show what only a certificate tells, and none of this authority was found on a token or among those remembered.
    .ask = Has the certificate come already?
err-form-needs-certificate = These papers need a certificate, and none was found: { $names }.
    .cause = Neither the tokens plugged in nor the certificates remembered have one of this authority's issuers.
    .ask = Is the token plugged in, or is there a file with the certificate?
err-form-unconfirmed = Not yet confirmed by the authority: { $names }.
    .cause = No public source says how the authority wants this; the profile marks it.
    .ask = What does the authority itself say about it?
err-generator-needed = { $field }: the authority's own generator makes this request. No key is made here.
    .cause = No source says what such a request looks like inside; one that is made by guessing is refused at the portal, days later.
    .ask = Does the authority take requests that were made with another program?
err-http-odd = The server answered { $status }: { $reason ->
        [told] { $text }
        [not_there] there is no such page.
       *[other] it cannot give this page now.
    }
    .cause = The line was made, and the certificate was not refused; but the page was not given.
    .ask = Is the part of the address after the host's name right?
err-http-refused = The server answered { $status }: { $reason ->
        [told] { $text }
        [unauthorised] it does not know whom the certificate belongs to, or does not accept it.
        [forbidden] it knows the certificate, and gives it no right to this page.
       *[other] it did not accept the certificate.
    }
    .cause = The line was made, and the server refused afterwards. Where the authority says what such an answer means, its own words stand here.
    .ask = Is this certificate the one that is registered? Since when?
err-id-mismatch = The certificate of { $name } has the id of another key.
    .cause = Programs find the key by the id, take the wrong one, and fail.
    .ask = With which program was the certificate written to the token?
err-id-replaced = The token gave another id than the one asked for: { $value }.
    .cause = Some tokens choose ids themselves.
    .ask = Which make of token is it?
err-id-shared = { $count } keys have the same id, { $value }.
    .cause = Programs that choose a key by its id may take either.
    .ask = Which programs wrote keys to this token?
err-import-unfinished = The key that was being imported on { $date } is on the token { $token }, but not all that belongs to it (public half, certificate). To finish: “{ $command }”. To take it away again: “parafa delete sha256:{ $key } --what key”.
    .cause = The import was interrupted after the key was written.
    .ask = Is the file with the key still there?
err-init-unfinished = The initialising of { $token } that was interrupted on { $date } stopped half-way: its user PIN was not set.
    .cause = A token that was just initialised is empty, and nobody can log in until its user PIN is set.
    .ask = Was the program or the computer stopped that day?
err-internal = Something went wrong inside this program: { $text }.
    .cause = This is a mistake of ours.
    .ask = What exactly was done before?
err-interrupted = Interrupted. The call under way was finished first.
    .cause = Ctrl-C was pressed, or the system asked the program to end.
    .ask = Was this intended?
err-issuer-foreign = The issuer of the certificate of { $name } is not one that the authority names: { $value }.
    .cause = Named are: { $names }. Certificates of others are usually refused.
    .ask = Who sold the certificate?
err-issuer-missing = { $name } cannot be traced further: the certificate of its issuer, { $text }, is not there.
    .cause = The authority's own certificate is neither on the token nor in the files, and is none of those that are trusted here.
    .ask = Which authority issued it? Was a bundle with its certificates sent along?
err-issuer-not-listed = The certificate's issuer “{ $value }” is not known to { $name }.
    .cause = The profile lists the issuers whose certificates the authority takes.
    .ask = Is this the certificate that was meant?
err-issuer-not-taken = The server names the issuers that it takes, and the one of { $name } is not among them: { $text }.
    .cause = Servers say which authorities' certificates they accept. Another certificate may be meant, or the list is not complete.
    .ask = Are there other certificates on the token? Which one is registered?
err-issuer-test = The certificate of { $name } comes from a test authority: { $value }.
    .cause = It is good for trying out, and no real service takes it.
    .ask = Was a test certificate asked for?
err-issuer-unknown = No authority here knows the issuer “{ $value }”.
    .cause = Which authority a certificate is for is told by its issuer.
    .ask = For which authority are the papers?
err-java-key-store = { $file } is a Java key store (JKS), which only Java opens.
    .cause = JKS is a form of Java's own. Java itself turns it into a PKCS#12 file.
    .ask = Which program made the file, and can it write .p12?
err-journal-damaged = What was remembered was damaged. It was set aside as { $path }, and a new record was begun.
    .cause = The computer probably stopped while it was being written, or the drive has an error.
    .ask = Was there a power failure or a full drive?
err-journal-newer = What is remembered in { $path } was written by a newer version of this program.
    .cause = A newer version was used here before. It is left as it is.
    .ask = Which versions are installed?
err-journal-unwritable = What is done to tokens cannot be written down in { $path }: { $text }.
    .cause = Before a change it is recorded what is wanted, so that nothing is lost if it is interrupted. Without that no change is made.
    .ask = Is the drive full, or does the folder belong to another account?
err-key-absent = The private key of { $name } is not on this token.
    .cause = Somebody copied the certificate without its key, the key was deleted, or it is on another token.
    .ask = On which token was the certificate made?
err-key-broken = The key of { $name } comes from a broken chip (CVE-2017-15361, “ROCA”).
    .cause = The private key can be computed from the public one. The chip made it so; nobody did anything wrong.
    .ask = Which model is the token, and when was it bought?
err-key-can-leave = The private key of { $name } may leave the token.
    .cause = It was imported, or made without protection: whoever knows the PIN can copy it.
    .ask = How did the key come onto the token?
err-key-cannot-leave = A key on a token cannot be copied out of it; no program can do that.
    .cause = The key was made on the token so that nobody can copy it. Only its certificate can be exported.
    .ask = What is the file with the key needed for?
err-key-does-not-sign = The key of { $name } does not sign ({ $text }).
    .cause = The token refused, or its signature does not fit the certificate: they are no pair.
    .ask = Did it work before, and what was changed since?
err-key-elsewhere = The certificate in { $file } is for a key that is with the program which made the request (case { $value }). It is kept with the case.
    .cause = The request was made by another generator and only taken over here.
    .ask = Is the generator's folder with its key files still there?
err-key-extractable = The new key can be copied out of the token, and could not be removed again.
    .cause = The token made the key without the protection that was asked for.
    .ask = Which make of token is it, and is it perhaps a pretend token?
err-key-hidden = Whether the private key of { $name } is there shows only after the PIN.
    .cause = Most tokens show private keys to nobody before the PIN.
    .ask = Is the owner of the token there, with the PIN?
err-key-id-invalid = “{ $value }” is no id of a key.
    .cause = An id is written as pairs of hexadecimal digits.
    .ask = From where was the id copied?
err-key-not-found = No key fits “{ $value }”.
    .cause = Keys are found by id, serial number, label, fingerprint or address. Some are visible only after the PIN.
    .ask = Is it the right token, and was the key made on it?
err-key-not-taken = The token does not take keys that were made elsewhere; nothing was written.
    .cause = Some cards only make keys themselves. It was tried to hand the key over, and to have the token decrypt it.
    .ask = Is the token made for keys from files, and does the issuer allow it?
err-key-not-there = The key is not on the token any more.
    .cause = It was there when the command began. Another program may have removed it.
    .ask = Is another program working with the token?
err-key-not-tried = The key of { $name } could not be tried: it neither signs nor decrypts here.
    .cause = The token lists no way to use this key that this program knows.
    .ask = Which program is the key used with?
err-key-pin-needed = The key asks for a PIN of its own at each use, and there is nobody to ask for it and no source that gives it.
    .cause = Keys for qualified signatures are as a rule protected by a second PIN, the signature PIN. It is not taken from the first one by guessing.
    .ask = Did two PINs come with the token, one for log-in and one for signing?
err-key-refused = The authority does not take the key of { $name }: { $types } instead of { $value }.
    .cause = The authority's instructions name the keys that its systems can use.
    .ask = For which service was the certificate asked for?
err-key-shared = More than one certificate belongs to the key of “{ $value }”, so it is not removed.
    .cause = An old and a new certificate may share one key. Without it none of them can be used.
    .ask = Which of the certificates is still in use?
err-key-small = The key of { $name } is too small: { $types }, at least { $limit } bits are wanted.
    .cause = Such keys can be broken; authorities and browsers refuse them.
    .ask = How old is the certificate?
err-key-type-not-made = Keys of the type { $value } are not made in a file. Usable types: { $names }.
    .cause = Keys in files are made by this program itself, of the types that authorities and programs take.
    .ask = Does the authority ask for this type?
err-key-type-not-taken = The key in { $file } is of a kind that is not put on tokens ({ $value }).
    .cause = Tokens take RSA keys and keys of the curves P-256, P-384, P-521 and Ed25519.
    .ask = Which program made the key, and for what?
err-key-type-unknown = “{ $value }” is no known key type. Known: { $names }.
    .cause = The key type says the kind and the size of the key.
    .ask = Which key does the authority demand?
err-key-unproved = The imported key is on the token { $token }, but its proof failed. It stays there. To go on: “{ $command }”. To take it away again: “parafa delete sha256:{ $key } --what key”.
    .cause = After a key was written, it signs a text as a proof. The token did not do that, or the signature was wrong.
    .ask = Does the command that goes on end well?
err-key-unreadable = The key in the certificate of { $name } is of a kind that is not known here.
    .cause = The certificate uses an algorithm that no authority in the profiles uses.
    .ask = Who issued the certificate, and for which service?
err-key-usage-unknown = “{ $value }” is no known key usage. Known: { $names }.
    .cause = The names are those of the standard.
    .ask = Which usage do the authority's instructions name?
err-key-vanished = A key that was on the token before is no longer seen.
    .cause = After a new key was made, the list of keys was compared with the one from before, and one is missing. The token may have put the new key in its place.
    .ask = Which key is missing, and was it still in use?
err-label-invalid =
    { $reason ->
        [empty] The label is empty.
        [blank] The label “{ $value }” begins or ends with a blank, which tokens do not keep.
        [unseen] The label “{ $value }” has a character that cannot be seen.
       *[long] The label “{ $value }” has { $length } bytes; there is room for { $limit }.
    }
    .cause = The label of a token has room for 32 bytes, that of a key for more. Letters with accents take two bytes or more each; blanks at the ends are not kept.
    .ask = Which label was given?
err-language-unknown = The language “{ $value }” is not offered. Offered: { $names }.
    .cause = There is no file with texts in this language.
    .ask = Which language was wanted?
err-left-over = An old certificate of { $name } is still there; it ended on { $date }.
    .cause = A newer one of the same use is good. Some programs offer the old one all the same.
    .ask = Does the program offer two certificates?
err-left-waiting = You left while the token was still working. It finishes this one call by itself.
    .cause = A call that changes the token is never broken off, because that could cost a key.
    .ask = How long did it take, and is the token still plugged in?
err-letters-cedilla = { $field } is written with cedillas: “{ $value }”.
    .cause = Romanian writes ș and ț with a comma below; both look alike and are different letters for a computer.
    .ask = How does the authority's system show the name?
err-letters-lost = Letters were lost in the name: { $field } reads “{ $value }”.
    .cause = The name was read in another encoding than it was written in, at the order or at the issuer.
    .ask = How is the name written in the identity card?
err-letters-not-allowed = { $field } has letters that its type cannot have: “{ $value }”.
    .cause = The issuer wrote them into a PrintableString (X.680); some programs refuse such names.
    .ask = Which program refuses the certificate?
err-listed-without-pin = { $state ->
    [locked] The PIN of the token { $token } is locked, so it is listed without its PIN: private keys do not show.
   *[not_set] The token { $token } has no PIN yet, so it is listed as it stands.
}
    .cause = A listing covers every token that is plugged in. One that cannot be logged in to does not hide the others.
    .ask = Is this the token in question, or another one that happens to be plugged in?
err-login-for-keys = Keys may be there that show only after the PIN.
    .cause = Many tokens hide their keys until then.
    .ask = Was the PIN given?
err-login-odd = The token answered the log-in in a way that says neither yes nor no ({ $ckr }). A try may have been used up.
    .cause = Some drivers give other answers than the standard foresees, for instance after a wrong PIN.
    .ask = What does the token's own program say of the PIN, and are tries left?
err-looks-unfinished = Something that was begun on { $date } looks unfinished.
    .cause = A change was written down as begun and not as ended. Whether it reached the token can be told only after the PIN.
    .ask = Was the program or the computer stopped that day?
err-mail-in-name = The subject of { $name } holds a mail address, which the authority does not take: { $value }.
    .cause = The authority wants addresses in the alternative names only.
    .ask = Who filled in the request?
err-module-crashed = The driver { $module } crashed ({ $call }).
    .cause = The driver's own code failed. It runs in a process of its own, so nothing else was hurt.
    .ask = Which version of the token's software is installed, and does its own program work?
err-module-denied = This user may not read the file of the driver { $module }.
    .cause = The file, or a folder above it, belongs to another account and is closed to this one.
    .ask = Was the token's software installed for all users, or for the administrator only?
err-module-exited = The driver { $module } ended its own process ({ $call }).
    .cause = The driver decided to end the program that loaded it. It runs in a process of its own, so only that one ended.
    .ask = Which version of the token's software is installed?
err-module-host = The helper process for the driver { $module } failed: { $text }.
    .cause = The process in which the driver runs could not be started or broke off.
    .ask = Is there enough memory, and may programs start other programs on this computer?
err-module-hung = The driver { $module } did not answer within { $seconds } seconds ({ $call }).
    .cause = The card or the driver is busy or stuck. The call was stopped.
    .ask = Is another program using the token at the moment?
err-module-init-refused = The driver { $module } does not start ({ $ckr }).
    .cause = As a rule a service that the driver needs is not running, or its settings cannot be read.
    .ask = Does the token's own program start, and does it see the token?
err-module-known = The driver is known already, as { $module }.
    .cause = It stands in the list of known drivers or in your own file.
    .ask = Is it missing in the list of “parafa modules”?
err-module-missing = The driver { $module } is not there.
    .cause = It was named by an option, by a variable, or is remembered, and no file has this name.
    .ask = Was the token's software removed or moved to another folder?
err-module-not-library = The driver { $module } could not be loaded: { $text }.
    .cause = The file is no library of this system, or another library that it needs is missing.
    .ask = Did the installation of the token's software report an error?
err-module-not-pkcs11 = The file { $module } is a library, but not a driver for tokens.
    .cause = A driver for tokens offers a function named C_GetFunctionList; this file does not.
    .ask = Which file was named, and does the token's manual name another?
err-module-unknown = No driver is known by the name “{ $value }”.
    .cause = Drivers are named by the path of their file or by an id from the list of known ones.
    .ask = What is the name of the token's software?
err-module-unsupported = The driver { $module } does not have the function { $call }.
    .cause = Drivers need not offer every function of the standard.
    .ask = Is there a newer version of the token's software?
err-module-wrong-architecture = The driver { $module } is built for { $built }; this program cannot load it.
    .cause = A driver must be built for the same kind of processor and system as the program that loads it.
    .ask = Is there a 64-bit edition of the token's software?
err-name-misleads = The file { $file } is called “{ $value }”, but it is the certificate for “{ $name }”.
    .cause = The files were swapped when they were saved. What counts is the key, and that was taken.
    .ask = Was a file uploaded under a wrong name, too?
err-net-asked = Asking { $address }.
    .cause = “--online” was given, and the certificate names this address for its issuer, its list, or its responder. The serial number of the certificate may be sent there, nothing else of yours.
    .ask = Is the computer allowed to reach this address?
err-net-failed = { $address } gave nothing: { $reason ->
        [no_host] its name is not found.
        [no_line] it cannot be reached.
        [too_slow] it took too long.
        [too_much] it sends too much.
        [status] it has nothing there.
        [led_away] it leads elsewhere.
        [led_in_circles] it leads on and on.
        [other_protocol] it wants another protocol than http.
        [not_http] it does not speak HTTP.
       *[other] it is no address that can be gone to.
    }
    .cause = The address stands in the certificate. It is gone to by plain HTTP without a proxy, with limits of time and size.
    .ask = Is this computer on the net? Does the network ask for a proxy?
err-new-pair-destroyed = The new key could be copied out of the token, so it was removed again.
    .cause = The token made the key without the protection that was asked for. It was new and unused.
    .ask = Which make of token is it?
err-new-pin-length = The new PIN has { $count } bytes; this token takes { $limit }.
    .cause = The token says how long a PIN may be. Nothing was sent to it.
    .ask = Are there letters with accents in the new PIN? Each counts as two bytes or more.
err-new-pin-needed = A new PIN is needed, and there is nobody to ask for it and no source that gives it.
    .cause = A PIN is being set or changed, and the new one has to come from somewhere.
    .ask = Is the command run by hand or by a script?
err-new-pin-refused = The token does not take the new PIN; the old one stays.
    .cause = Some tokens want digits only, a certain length, or a PIN that is not too simple.
    .ask = How long is the new PIN, and does it have other characters than digits?
err-no-card = There is a reader, but no card in it: { $names }.
    .cause = The card is not in the reader, or not far enough; or the reader is another than the one with your card.
    .ask = Is the card in the reader with its chip first, up to the stop?
err-no-certificate-in-file = There is no certificate in { $file }.
    .cause = The file was read, but it holds other things.
    .ask = Is it the file that the authority sent?
err-no-common-signature = The token cannot sign with the key of { $name } in any way that the server takes.
    .cause = The token's driver lacks the signature that this version of TLS wants, or the server takes only others.
    .ask = Which token is it, and which version has its driver?
err-no-http-answer = { $address } made a secure line and then did not answer as a web server.
    .cause = Something else than a web server is at this port, or it waits for something else. The certificate was not refused.
    .ask = Which program uses this address?
err-no-key-in-file = There is no private key in { $file }.
    .cause = Only a file with a private key can be imported. Certificates alone are installed beside the key that they belong to.
    .ask = Is this the certificate that the authority sent?
err-no-list-in-file = No revocation list is in { $path }.
    .cause = A revocation list is a file of the issuer, mostly with the ending “.crl”, in DER or PEM. This file holds none that can be read.
    .ask = Where does the file come from, and how long is it?
err-no-module = No driver for tokens was found on this computer.
    .cause = Without the driver of the token's maker no program can speak with the token. The usual places and the system's list were searched.
    .ask = Which make of token is it, and was its software installed on this computer?
err-no-public-half = The public half of the key on { $token } cannot be read anywhere, so no request can be made for it.
    .cause = This token keeps no public key object and tells nothing about the public half of a private key.
    .ask = Which token and which driver is it?
err-no-public-key-object = The token keeps no public key for this key.
    .cause = Some tokens drop the public half. It is then taken from the certificate or from what is remembered here.
    .ask = Which make of token is it?
err-no-qualified-device = The certificate of { $name } does not say that its key lives on a qualified device.
    .cause = The authority wants a key that was made on a certified token and cannot leave it (QcSSCD).
    .ask = Was the certificate ordered with a token or as a file?
err-no-reader = The computer sees no reader. A token on a USB stick counts as a reader with its card.
    .cause = Nothing is plugged in, the plug or the cable makes no contact, or the system does not know this reader.
    .ask = Does the light on the token go on when you plug it in?
err-no-request-for = No request for “{ $value }” was found in { $path }.
    .cause = Each request is recognised by its file's name, which holds the word shown.
    .ask = Into which folder did the generator write, and what are the files called?
err-no-token = No token is plugged in, as far as the drivers tell.
    .cause = Drivers were found, but none of them sees a token.
    .ask = Does the token's light go on when it is plugged in, and is it in this computer or in a remote one?
err-no-usable-mechanism = The token cannot sign with a key of this type; no key was made. Usable types: { $types }.
    .cause = The list of what the token can do has no way to sign with such a key. This was found before a key was made.
    .ask = Which key type does the authority demand?
err-no-visible-key-fits = No key that can be seen without the PIN fits the certificate.
    .cause = Many tokens show their keys only after the PIN, so this is no proof that the key is missing.
    .ask = Is the token on which the request was made plugged in?
err-not-connected = Not connected to { $address }. { $text }
    .cause = The findings above say where it failed: at the server, at the certificate, or at what it may do there.
    .ask = Which number stands first in the list?
err-not-for-this-request = { $field }: { $option } { $value } is not taken by the authority. Taken: { $names }.
    .cause = The authority's profile says which keys and which places for them it accepts.
    .ask = Does the authority say that it takes this, and where?
err-not-logged-in = The token wants a log-in for this.
    .cause = The operation needs the PIN, or the PIN of another role than the one given.
    .ask = Which PIN was given: the user's or the officer's?
err-not-opened = { $path } could not be opened: { $text }
    .cause = The desktop's own program for such files could not be started. The files are there.
    .ask = Does the file open with a double click?
err-not-qualified = The certificate of { $name } is not qualified, and the authority wants a qualified one.
    .cause = Only a qualified certificate counts as a handwritten signature.
    .ask = Which product was ordered from the issuer?
err-not-removed = “{ $label }” is still on the token { $token }, though its driver said that it was removed.
    .cause = The driver answers without doing what it was asked, or the token keeps some objects for good.
    .ask = Which make of token is it, and does its own program remove the object?
err-not-sensitive = The token does not mark the key as sensitive.
    .cause = The key still cannot be copied out, so it is protected. Some tokens do not set this mark.
    .ask = Which make of token is it?
err-not-yet-available = “{ $command }” is planned, but this version does not have it yet.
    .cause = It belongs to a later version.
    .ask = Which version is installed?
err-not-yet-valid = The certificate is valid only from { $date }.
    .cause = Authorities often date certificates ahead.
    .ask = Is the date of this computer right?
err-nothing-matches = Nothing fits “{ $value }”.
    .cause = Neither the tokens nor the files have such a thing.
    .ask = What exactly is looked for, and where was it seen last?
err-nothing-remembered = No remembered certificate fits “{ $value }”.
    .cause = Remembered are certificates that this computer has seen on a token.
    .ask = Was the token ever plugged in to this computer, under this account?
err-nothing-to-check = There is no certificate to be checked.
    .cause = No token is plugged in, or nothing is on it, or no file was named.
    .ask = Which token or file is meant, and is it plugged in?
err-number-unknown = There is no number “{ $value }”.
    .cause = Numbers of messages look like P041.
    .ask = How exactly does the message read?
err-only-address = The certificate of { $name } is for an IP address alone: { $value }.
    .cause = The authority wants a server's name in it.
    .ask = Under which name do others reach the server?
err-option-unknown =
    { $near ->
        [none] There is no option { $option } here.
       *[other] There is no option { $option } here. Was { $near } meant?
    }
    .cause = Either it is mistyped, or it belongs to another command.
    .ask = Which command and which option were typed?
err-options-conflict = { $option } and { $names } cannot be used together.
    .cause = They ask for different things.
    .ask = Which of the two was meant?
err-other-certificate = The certificate of { $name } in { $file } is for another key. It was left alone.
    .cause = A certificate that is neither of one of the file's keys nor an authority's lies beside them.
    .ask = Does the file hold what the issuer sent, and was it joined by hand?
err-out-not-folder = { $path } is not a folder.
    .cause = Files are written into a folder that is there; only the default folder is made by the program.
    .ask = Is the path written correctly?
err-out-not-writable = The folder { $path } cannot be written to.
    .cause = The system does not let this account write there.
    .ask = Who owns the folder?
err-outcome-unknown = It is not known whether the last change reached the token.
    .cause = The connection broke during a call that changes the token. It was written down what was wanted, and the next look settles it.
    .ask = Was the token pulled out, or did the program or the computer stop?
err-partial-listing = The list is not complete: the token stopped answering.
    .cause = The driver failed while it was listing. What was read until then is shown.
    .ask = Was the token removed or used by another program?
err-password-empty = An empty password protects nothing; nothing was written.
    .cause = The file holds a private key. Whoever finds it could use it.
    .ask = Was the password forgotten in the script, or the variable empty?
err-password-needed = The file { $file } is protected by a password, and there is nobody to ask for it and no source that gives it.
    .cause = Keys in files are encrypted under a password that whoever made the file chose.
    .ask = Who made the file, and where was its password written down?
err-password-new-needed = A password for the new file in { $file } is needed, and there is nobody to ask for it and no source that gives it.
    .cause = The program writes a key to a file only under a password. Nothing was written.
    .ask = Is the command run by a script, and where shall the password come from?
err-password-not-ascii = The password has letters that Java and some older programs do not take.
    .cause = Java refuses passwords with anything but the letters and signs of ASCII; other programs encode such letters each in their own way.
    .ask = Which program is going to open the file?
err-password-or-damage = The password does not open { $file }, or the file is damaged.
    .cause = The file has nothing by which a wrong password can be told from damage. In most cases it is the password.
    .ask = Does the password open the file in another program?
err-password-short = The password has fewer than { $limit } characters. Who gets hold of the file can try out all that are as short.
    .cause = A file does not count wrong tries: only the length of its password protects the key in it.
    .ask = Where is the file kept, and who else can read it?
err-password-wrong = The password does not open { $file }.
    .cause = The file has a check that tells a wrong password from a damaged file: it is the password.
    .ask = Is it the password of exactly this file, and was a capital letter or a blank lost on the way?
err-path-unfit = { $name } breaks the path to whom is trusted: { $reason ->
        [expired] it ended on { $text }.
        [not_yet_valid] it begins to be valid on { $text }.
        [bad_signature] its signature is not by the issuer that it names: it was changed, or is forged.
        [weak_signature] it is signed with { $text }, which can be forged.
        [unknown_signature] its signature ({ $text }) cannot be judged here.
        [unknown_critical] it has a critical extension that is not known here ({ $text }).
        [broken_extension] one of its extensions cannot be read.
        [name_constraints] an authority above it may not issue for such names.
        [path_length] an authority above it allows no further authorities below.
        [not_authority] it issued a certificate, but is not an authority.
        [may_not_issue] it issued a certificate, but its key is not for that.
        [small_key] its key has { $text } bits only, and can be broken.
        [policy] the policies of the authorities above do not allow it.
        [loop] its issuers issued each other in a circle.
        [too_deep] there are too many authorities above it.
        [too_many] too many certificates bear the name of its issuer.
        [not_standard] it is built against the standard.
       *[other] it is refused ({ $text }).
    }
    .cause = Every certificate between yours and the trusted one must be in order by itself (RFC 5280); programs that follow the standard refuse the whole otherwise.
    .ask = Which certificates of the authority are on the token, and were they renewed lately?
err-pin-cancelled = The PIN was not entered: the input was cancelled.
    .cause = Cancel was pressed on the reader's pad or in a window of the driver, or the time for the input ran out.
    .ask = Did a window or the reader's display ask for the PIN?
err-pin-change-unclear = A change of the PIN of { $token } (serial { $serial }) was interrupted on { $date }. The PIN that was just given is the one that counts.
    .cause = The change had been begun when the program or the token was cut off, so either PIN could have been the right one.
    .ask = Which of the two PINs was given now?
err-pin-count-low = A wrong PIN was given since the last good one.
    .cause = The token says that its counter went down. A good PIN sets it back.
    .ask = Who tried the PIN last, and in which program?
err-pin-for-which = Several tokens would get the PIN from one source, and it belongs to one of them: { $names }. No PIN was sent.
    .cause = Each token counts wrong PINs by itself. A PIN that is sent to the wrong token uses up one of its tries, and some cards are two tokens with a PIN each.
    .ask = For which of these tokens is the PIN?
err-pin-invalid = The PIN has a character that the token does not take.
    .cause = Most tokens take digits, some take letters without accents. A PIN with a NUL character is never sent.
    .ask = Does the PIN have letters with accents, blanks or a line end?
err-pin-last-try = One PIN try is left on this token.
    .cause = The token says that the next wrong PIN locks it.
    .ask = Is the PIN letter of this very token at hand?
err-pin-length = The token refuses the PIN because of its length.
    .cause = The PIN is shorter or longer than this token takes. As a rule a refused length uses up no try, but some tokens do count it.
    .ask = How long is the PIN in the letter, and was a blank or a line end typed along?
err-pin-locked = The PIN is locked: the token takes no more tries.
    .cause = Wrong PINs were given too often, here or in another program. Certificates and keys are still there.
    .ask = Who issued the token, and is there an unlocking code (PUK) or an admin PIN in its papers?
err-pin-must-change = The PIN must be changed before the token can be used.
    .cause = The token came with a first PIN that is good for one change only, or its PIN has run out.
    .ask = Is this the first use of the token?
err-pin-needed = A PIN is needed, and there is nobody to ask for it and no source that gives it.
    .cause = The command reached a step that needs the PIN of the token. It runs without a terminal, and neither --pin-source nor the variable PARAFA_PIN gives one.
    .ask = Is the command run by hand or by a script, and how does the script hand over the PIN?
err-pin-not-set = No user PIN was ever set on this token.
    .cause = The token was prepared but not handed over with a PIN, or the setting of the PIN was interrupted.
    .ask = Is the token new, and who prepared it?
err-pin-refused-before = This PIN was refused before in this run, so it was not sent again.
    .cause = The same wrong PIN sent twice would use up two tries and tell nothing new.
    .ask = Where does the command take the PIN from, and is it the PIN of this token?
err-pin-same = The new PIN is the old one; nothing was sent to the token.
    .cause = A change is made to leave a PIN behind that others may know.
    .ask = Was the old PIN typed where the new one was asked?
err-pin-source-unreadable = The secret could not be read from { $origin }: { $reason }.
    .cause = A source for a PIN or a password was named, and it is missing, empty, too long, or may not be read. No other source is tried in its place, and no PIN was sent.
    .ask = Which source was named, and does it exist for the account under which the command runs?
err-place-unknown = This token has no place for keys named { $value }. Known: { $names }.
    .cause = The places are fixed by the kind of card.
    .ask = What does the token's manual call the place?
err-private-key-in-file = The file { $file } holds a private key, which this command does not take.
    .cause = A private key in a file is not the same as one on the token; the command would not use it.
    .ask = Who made the file, and was it sent by mail?
err-profile-invalid = The profile { $file } cannot be used: line { $position }, { $field }: { $text }.
    .cause = A profile tells what an authority wants. One with a mistake in it is never used, not even in part.
    .ask = Who wrote this file, and when was it changed last?
err-profile-needed = { $option } needs a profile, and none knows the issuer “{ $value }”.
    .cause = The option belongs to an authority's profile, which could not be told from the certificate.
    .ask = For which authority is the certificate?
err-profile-not-found = No authority is known as “{ $value }”. Known: { $names }.
    .cause = A part of the id, of the title, or a word such as the name of the county is looked for.
    .ask = For which system is the certificate, and in which country?
err-proof-failed = The key on the token does not belong to the certificate: the proof by a signature failed. Nothing was written.
    .cause = The key signed a known text, and the certificate does not verify it.
    .ask = Was the certificate made for another request or another token?
err-proof-not-possible = The key could not be tried out, so its fit is told by the public key alone.
    .cause = The key may not sign or decrypt by itself, or asks for a PIN of its own.
    .ask = What is the certificate meant for?
err-provider-not-found = No provider is known as “{ $value }”. Known: { $names }.
    .cause = Providers are kept under the names that they were given with “parafa provider set”.
    .ask = Under which name was it typed?
err-purpose-lacks = The certificate in { $file } lacks what “{ $name }” needs: { $names }.
    .cause = The authority issued another kind of certificate than the one that was asked for.
    .ask = Which kind of certificate was ordered?
err-qualified-as = The certificate of { $name } is qualified: { $names }.
    .cause = The issuer declares it under European law (ETSI EN 319 412-5): QcSSCD says that the key lives on a certified device.
    .ask = Does the authority ask for a qualified certificate?
err-quarter-start = { $name } is slow around the first day of a quarter ({ $date }): allow more days than usual.
    .cause = At the beginning of a quarter many ask at once.
    .ask = How many days are left until the old certificate ends?
err-read-back-differs = What was read back from the token is not what was written.
    .cause = The token or its driver changed the data, or stored only a part.
    .ask = Which make of token is it, and is it full?
err-read-failed = { $path } could not be read: { $text }.
    .cause = The drive was removed or has an error.
    .ask = On which drive is it?
err-reader-unavailable = The reader { $name } cannot be used.
    .cause = The system knows it but does not reach it: its driver failed, or it was just taken out.
    .ask = Does it help to unplug it and to plug it in again?
err-receipt-invalid = { $file }:{ $position }: { $field }: { $text }
    .cause = The receipt of a case was changed, or was written by another version.
    .ask = Is the folder as it came from the other computer?
err-registered-differs = { $count ->
        [one] What is registered differs from the certificate in one field.
       *[other] What is registered differs from the certificate in { $count } fields.
    }
    .cause = A typing mistake, a spreadsheet, another form of the same number or name, or the old certificate is still registered. The sentence beside each field names it.
    .ask = What exactly is written at the authority? Ask to have it read aloud, or sent as a picture, and compare it character by character.
err-registry-invalid = The list of drivers { $file } cannot be used: { $text }.
    .cause = The file has an entry that is not written as it should be.
    .ask = Who changed the file last?
err-remote-session = This is a remote desktop: programs here see the readers of the computer in front of you, not those of the far one.
    .cause = A remote desktop takes the readers of the computer at which you sit along. A token that is plugged into the far computer cannot be seen through it.
    .ask = Into which of the two computers is the token plugged?
err-renegotiation-wanted = { $address } asks for the certificate only after the page was asked for (renegotiation), which is not done here.
    .cause = Old servers begin the handshake anew to ask for a certificate. It was left out of TLS 1.3, since it is easy to attack.
    .ask = Does the log-in work in a browser?
err-renewal-closes = The certificate of { $name } can be renewed until { $date } only.
    .cause = The issuer or the authority wants the old certificate to be still valid for some days; afterwards it is a first request again.
    .ask = Was the renewal begun already?
err-renewal-early = { $name } renews this certificate from { $date } on. The case is opened all the same.
    .cause = The authority opens the renewal only some days before the end.
    .ask = Until when is the certificate valid?
err-renewal-ended = The certificate ended on { $date }, and { $name } renews only a valid one. The case is opened as for a first certificate.
    .cause = Renewal needs the old certificate while it is valid.
    .ask = Is there another certificate of the same person that is still valid?
err-renewal-late = { $name } wants the old certificate to be valid for longer: the last day to renew it was { $date }.
    .cause = The issuer renews only while enough days are left.
    .ask = Has the issuer been asked whether it still renews?
err-renewal-over = The last day to renew the certificate of { $name } was { $date }.
    .cause = The issuer or the authority wants the old certificate to be still valid for some days.
    .ask = Does the issuer make an exception, by phone?
err-report-language = The report is in the language “{ $value }”: sentences in “{ $names }” are not there yet.
    .cause = The report was wanted in the authority's language. The authority has one that this program does not speak yet, or no authority was recognised, or several with different languages.
    .ask = Which authority is the report for, and which languages are read there?
err-request-damaged = The request in { $file } is damaged: { $text }.
    .cause = A part is missing or was changed, or its own signature does not fit.
    .ask = How did the file arrive, and was it opened and saved by another program?
err-request-only = This is a request, not a certificate: { $name }.
    .cause = A request goes to the authority, which answers with a certificate.
    .ask = Was the request sent, and did an answer come?
err-request-unfinished = The request for “{ $label }” that was begun on { $date } is not written yet. To go on: “{ $command }”.
    .cause = The program or the computer stopped between the key and the request. What is there already is used; no second key is made.
    .ask = Is the folder in which the request was begun still there?
err-requests-share-key = Two requests in { $path } are for the same key. Each needs its own.
    .cause = A file was copied, or the generator was used wrongly.
    .ask = Were the files made by the authority's own generator?
err-resume-not-needed = The case “{ $value }” is complete; there is nothing to go on with.
    .cause = The request and its files are there.
    .ask = Which file is missing?
err-revocation-unknown = Whether the certificate of { $name } is revoked is not known: { $reason ->
        [no_source] no list here is its issuer's, and nobody else could be asked.
        [no_issuer] its issuer's certificate is not there to judge by.
        [stale] what { $text } says is too old.
        [future] what { $text } says is from the future: a clock is wrong.
        [undated] what { $text } says is older than a day, and has no end.
        [other_issuer] what { $text } says is another authority's.
        [bad_signature] what { $text } says is not signed by the authority.
        [weak_signature] what { $text } says is signed in a way that can be forged.
        [unknown_signature] the signature of { $text } cannot be judged here.
        [may_not_sign] the authority's key is not for signing lists ({ $text }).
        [delta] { $text } lists changes only.
        [indirect] { $text } is a list for several authorities.
        [other_part] { $text } is for other certificates of the authority.
        [some_reasons] { $text } is for some reasons only.
        [unknown_critical] { $text } has a critical extension that is not known here.
        [malformed] what { $text } gives cannot be read.
        [refused] the responder { $text } gives no answer.
        [other_certificate] the responder { $text } answers about another certificate.
        [other_nonce] the responder { $text } answers to another question.
        [signer_unknown] who signed the answer of { $text } cannot be told.
        [signer_not_charged] whoever signed the answer of { $text } was not charged with it by the authority.
        [signer_out_of_date] the certificate of the responder { $text } is not valid now.
        [not_known_there] the responder { $text } does not know it.
        [no_host] the name of { $text } is not found.
        [no_line] { $text } cannot be reached.
        [too_slow] { $text } took too long.
        [too_much] { $text } sends too much.
        [status] { $text } has nothing.
        [led_away] { $text } leads elsewhere.
        [led_in_circles] { $text } leads on and on.
        [other_protocol] { $text } wants another protocol than http.
        [not_http] { $text } does not speak HTTP.
       *[other] { $text } is no address that can be gone to.
    }
    .cause = Only a list or an answer that the issuer signed, in time and about this certificate, counts. Unknown is not the same as good.
    .ask = Is this computer on the net, and is its clock right?
err-root-not-trusted = The path ends at { $name }, which is not trusted here.
    .cause = A root certificate vouches for itself. This one is neither in the system's store, nor in the folder “trust” of the configuration, nor named with “--trust”.
    .ask = Is it the authority's real root? Does its fingerprint agree with the one that the authority publishes?
err-secret-file-open = Others on this computer can read the file { $file }, which holds a secret.
    .cause = The file's permissions let its group or everybody read it.
    .ask = Who has an account on this computer?
err-secret-source-invalid = { $option } does not name a source. Sources: prompt, env:NAME, file:PATH, fd:N, pad.
    .cause = The option takes the place from where the secret is read, never the secret itself. What was given is not shown here, because it may be the secret.
    .ask = Was the PIN itself typed behind the option?
err-senseless-answer = The driver { $module } gave an answer that makes no sense ({ $call }).
    .cause = It was too long, too many, or could not be read. Such answers are not used.
    .ask = Which version of the token's software is installed?
err-serial-odd = The serial number of { $name } is unusual: { $serial }.
    .cause = It is negative, zero, or longer than 20 bytes (RFC 5280, 4.1.2.2); some programs show or compare it wrongly.
    .ask = How does the authority's system show it?
err-server-name-unfit = The server's certificate is not for { $address }, but for { $names }.
    .cause = The address is written differently in the certificate, or another server answers instead. Nothing was sent to it.
    .ask = From where is the address? Does a proxy or an antivirus answer for the server?
err-server-no-tls = { $address } does not speak TLS as it should: { $text }.
    .cause = Something else than a secure server answers there, or one that is too old (TLS 1.2 is the oldest that is spoken), or a program that reads the traffic stands between.
    .ask = Is there a port in the address? Does an antivirus or a proxy look into secure connections?
err-server-not-reached = { $address } cannot be reached: { $reason ->
        [no_host] its name is not found.
        [too_slow] it does not answer in time.
       *[other] { $text }.
    }
    .cause = The address is wrong, the computer is not on the net, the server is down, or a firewall or proxy stands between.
    .ask = Do other pages open in the browser? Does the page of the authority?
err-server-not-trusted = The server's certificate leads to nobody who is trusted here: { $reason ->
        [not_trusted] it ends at { $name }.
       *[other] the certificate of its issuer, { $text }, is not there.
    }
    .cause = Whoever answers there may be somebody else. Nothing of yours was shown to it. Trusted are the system's store, the folder “trust” of the configuration, and what “--trust” names.
    .ask = Does a browser on the same computer warn, too? Does an antivirus or a proxy look into secure connections?
err-server-refused = { $address } ended the talk before it asked for a certificate: { $reason ->
        [closed] it closed the line without a word.
        [protocol_version] it does not take TLS 1.2 or 1.3.
        [handshake_failure] it found nothing in common.
        [unrecognized_name] it does not know this name.
       *[other] it sent “{ $reason }”.
    }
    .cause = The server does not know the name, is too old or too strict for the ways of encrypting that are used here, or does not want this computer.
    .ask = Does the page open in the browser on the same computer?
err-session-lost = The connection to the token was lost.
    .cause = The card was reset, or another program took the token for itself.
    .ask = Is another program using the token?
err-settle-ambiguous = What was interrupted on { $date } cannot be settled: several new keys are there.
    .cause = More than one key appeared on the token since then.
    .ask = Was another program used with the token since then?
err-settled = What was interrupted on { $date } is settled: it had reached the token.
    .cause = The token was looked at, and what was wanted is there.
    .ask = Is the key or certificate the one that was wanted?
err-settled-nothing = What was interrupted on { $date } is settled: it had not reached the token.
    .cause = The token was looked at, and what was wanted is not there.
    .ask = Was the token pulled out at that time?
err-several-cases = Several cases have a step “{ $value }”: { $names }.
    .cause = A step is ticked in one case only.
    .ask = For which certificate was it done?
err-several-certificates = { $count } valid certificates belong to one key of { $name }.
    .cause = A renewal kept the key. Programs may go on using the older certificate.
    .ask = Which serial number is registered at the authority?
err-several-keys-in-file = { $file } holds { $count } keys: one label cannot serve them all. Names in the file: { $names }.
    .cause = Two keys with one label could not be told apart on the token.
    .ask = Which of the keys is meant?
err-several-match = Several fit “{ $value }”.
    .cause = The text is a part of more than one name, or the name is used more than once.
    .ask = Which of them is meant?
err-several-of-one = { $count } certificates of { $name } are valid at once; the authority allows one.
    .cause = Asking for a new one makes the authority revoke the other, or refuse.
    .ask = Which of them does the software use?
err-several-profiles = “{ $value }” can mean several: { $names }.
    .cause = What was typed is part of the name of each of them.
    .ask = Which county or which kind of provider is it?
err-several-requests-for = Several files in { $path } can be the request for “{ $value }”: { $names }.
    .cause = Older requests lie in the same folder, or the names are not clear.
    .ask = Which of them is the newest, and which was handed in?
err-several-tokens = Several tokens fit, and one must be chosen.
    .cause = More than one token is plugged in, and this command works on exactly one.
    .ask = Which label or serial number stands on the right token?
err-signature-invalid = The signature that the token made is not valid.
    .cause = It was verified under the public key right after it was made. The driver may be faulty, or the key is damaged.
    .ask = Which make of token and which version of its software is it?
err-signed-weakly = The certificate of { $name } is signed with { $text }, which can be forged.
    .cause = Hashes such as SHA-1 and MD5 are broken; systems refuse what is signed with them.
    .ask = When was it issued, and by whom?
err-slot-not-found = No token fits “{ $value }”.
    .cause = The option or the address names a token that is not plugged in.
    .ask = Is the right token plugged in, and is the label or serial number written correctly?
err-so-pin-needed = The token wants the officer's PIN (admin PIN, management key), and there is nobody to ask for it and no source that gives it.
    .cause = Some tokens let only the officer make keys or write. The officer's secret is another one than the user's PIN.
    .ask = Who handed out the token, and did an admin PIN or a management key come with it?
err-step-not-found = No case that is open has a step “{ $value }”. Steps: { $names }.
    .cause = Steps have the names that “parafa todo” shows below each of them.
    .ask = What was done, and for which authority?
err-subject-invalid = The subject cannot be read at character { $position }: { $text }.
    .cause = A subject is written as TYPE=value, with commas between; a comma inside a value has a backslash before it.
    .ask = How is the name written in the authority's instructions?
err-subject-slash-form = The form with slashes is not taken. Write: { $value }.
    .cause = Slashes also occur inside names, so this form cannot be read with certainty.
    .ask = From which instructions was the text copied?
err-superseded = An older certificate of the same key stays on the token (serial { $serial }).
    .cause = A new certificate was written for a key that already had one.
    .ask = Does the program that uses the token show two certificates?
err-template-reduced = The token took the key or the certificate only with fewer properties than asked for.
    .cause = Some tokens refuse properties that others demand. What protects the key was kept.
    .ask = Which make of token is it?
err-terminal-needed = The terminal screens need a terminal.
    .cause = The program was started without a command, and its input or output is no terminal.
    .ask = Is the program run by a script or over a connection without a terminal?
err-token-empty = No certificate is visible on { $token } without the PIN.
    .cause = The certificate was never written to this token, was removed, lies on another token, or shows only after the PIN.
    .ask = Which program wrote the certificate, and was it this very token?
err-token-full = The token has no room left.
    .cause = Tokens hold a small number of keys and certificates.
    .ask = What is on the token, and what of it is no longer needed?
err-token-has-fixed-places = This token has fixed places for keys. Used: { $places_used }. Free: { $places_free }.
    .cause = On such cards each key lives in a numbered place, and a new key in a used place replaces the old one for ever.
    .ask = Is the key that is there still in use?
err-token-makes-no-keys = The token { $token } makes no keys itself; no key was made.
    .cause = Some issuers hand a token out with its keys already on it, or make them only with a program of their own. The token does not offer to make keys here.
    .ask = Did the issuer hand the token out with keys on it, and how does the issuer renew them?
err-token-not-blank = The slot is not a blank software token, so it is not initialised without the word “{ $word }”.
    .cause = Initialising removes everything, including certificates that only another program can see.
    .ask = What is on the token, and who still needs it?
err-token-not-found = No token that is plugged in is “{ $token }”. Plugged in: { $names }.
    .cause = The token that was named, or that a request was made on, is not among those that the drivers see.
    .ask = Is the right token plugged in, and is its label or serial number written as “parafa tokens” shows it?
err-token-not-recognised = The driver { $module } does not know this token.
    .cause = The token is made or formatted for another driver. What is on it is not lost, only not visible here.
    .ask = Which make of token is it, and with which program was it used before?
err-token-refused = The token refused ({ $call }: { $ckr }).
    .cause = The token or its driver does not allow this operation, or not in this form.
    .ask = Which make of token is it, and does its own program allow the same?
err-token-removed = The token was removed.
    .cause = The token was pulled out, or the reader lost the connection to it.
    .ask = Was the token moved, or did the computer go to sleep?
err-token-uninitialised = The token is blank: it was never prepared.
    .cause = A token is prepared once, by its issuer or by its owner; this one was not, or was prepared for another driver and only looks blank.
    .ask = Is the token new, or was it in use with other software?
err-token-write-protected = The token may not be written to.
    .cause = It was made read-only by its maker or its officer, or another program opened it that way.
    .ask = Is the token allowed to hold keys of its own, or only what its issuer wrote?
err-uri-attribute-refused = The address has the part “{ $value }”, which is not taken.
    .cause = A PIN or a command in an address would be seen by others, and another driver than the one in use cannot be named there.
    .ask = From where was the address copied?
err-uri-attribute-unknown = The address of the token has { $names }, which means nothing here, so it fits no token.
    .cause = RFC 7512 lets an address that has an unknown attribute match nothing.
    .ask = From which program does the address come?
err-uri-invalid = The address of the token cannot be read: { $text }.
    .cause = Addresses of tokens begin with pkcs11: and have parts such as token= and serial=.
    .ask = From where was the address copied?
err-usage = The command line cannot be used: { $text }.
    .cause = The command was not written as it is described in its help.
    .ask = What exactly was typed?
err-usage-lacking = The certificate of { $name } is not for this purpose: { $names } is missing in it.
    .cause = The issuer writes into each certificate what it may be used for; systems heed it.
    .ask = For which purpose was the certificate ordered?
err-validity-long = The certificate of { $name } is valid for { $count } days; the authority allows { $limit }.
    .cause = Authorities limit how long a certificate may be valid, and may refuse longer ones.
    .ask = When was it issued?
err-value-missing = Something is missing: { $names }.
    .cause = The command needs these values, and there is nobody to ask for them.
    .ask = Was the command cut off, or does a script leave a value empty?
err-value-unknown = “{ $value }” is not a value of { $option }. Possible: { $names }.
    .cause = The option takes only certain values.
    .ask = Which value was meant?
err-view-incomplete = The token was not seen completely, so nothing is removed or settled on it.
    .cause = Before anything is removed, everything must have been read, after log-in and without an error.
    .ask = Did a read fail, or was the PIN not given?
err-write-failed = { $path } could not be written: { $text }.
    .cause = The drive is full, was removed, or may not be written to.
    .ask = On which drive is it, and is there room left?
err-wrong-pin =
    { $role ->
        [so] The token { $token } refused the PIN of the officer; one try was used.
        [key] The token { $token } refused the PIN of the key; one try was used.
       *[user] The token { $token } refused the PIN of the user; one try was used.
    }
    .cause = The PIN is not the one of this token or not the one of this role. Each refusal uses up a try, and after a few the token locks itself. The number of tries left is not told by most tokens.
    .ask = Which PIN was typed: the token's, or the password of a web site or of the reporting program? Is it this token's PIN or another's?

## Numbers: what to do next (no values)

rec-address-unfit = Copy the address from the authority's page, and repeat.
rec-alt-name-invalid = Correct the value of --san.
rec-answers-invalid = Correct that line and repeat. An empty file to start from: “parafa profiles show PROFILE --answers”.
rec-attribute-charset = Write the value with the allowed characters.
rec-attribute-too-long = Shorten the value as the authority prescribes.
rec-attribute-unknown = Correct the type, or write its OID.
rec-backup-not-completed = Complete it with the certificate and “parafa install CERTIFICATE --backup FILE.p12”, wherever the file is now.
rec-begins-later = Compare the date of this computer; else wait until that day.
rec-card-exclusive = Close the other programs that use the token, and repeat.
rec-card-helper-missing = Install this program again, with all its files.
rec-card-library-missing = Install the smart-card service of the system; on Debian and Ubuntu it is the package pcscd.
rec-card-mute = Take the card out, wipe its contacts with a dry cloth, and put it in again with the chip first.
rec-card-service-denied = Log in at the computer itself, or ask its administrator for the right to use smart cards.
rec-card-service-failed = Unplug token and reader, start the computer anew, and plug them in again.
rec-card-service-missing = Start it. Windows: the service “Smart Card”. Linux: install pcscd and run “systemctl enable --now pcscd.socket”. Then plug the token in again.
rec-card-service-silent = Unplug the token and the reader, restart the smart-card service or the computer, and plug them in again.
rec-card-unknown = Ask whoever gave you the token for its driver, and install it.
rec-case-not-found = Go on where it was begun, or make a request for the key that is there: --existing ID.
rec-case-under-way = Go on with that case: “parafa todo” shows its steps.
rec-certificate-awaited = Install what the authority sent: “parafa install FILE”. Never delete the key meanwhile.
rec-certificate-damaged = Fetch the file again.
rec-certificate-ended = Ask for a new one: “parafa renew”.
rec-certificate-not-asked = Repeat with the full address of the page or service where one logs in.
rec-certificate-refused = Look with “parafa check” whether it is valid and of the right issuer, and with “parafa compare” whether it is the one that is registered.
rec-certificate-revoked = Ask the issuer for a new one; a suspension only the issuer can lift.
rec-chain-not-found = Get the issuer's certificates from its pages, if the reader wants them.
rec-check-failed = Begin with the first finding; “parafa explain NUMBER” says more.
rec-cipher-unsupported = Open it in the program that made it, and save it with the usual settings (AES-256).
rec-clock-early = Set the date and the time, then repeat.
rec-closed-after-certificate = Repeat after a minute; if it stays so, ask the authority whether this certificate is registered.
rec-cloud-signed-out = Open the provider's own program, sign in there, and repeat.
rec-command-unknown = “parafa --help” lists the commands.
rec-config-invalid = Correct the line that is named, or move the file away to use the defaults.
rec-confirmation-needed = If that is meant, run the command on a terminal, or repeat it with --yes; where a word was shown, with --confirm and that word.
rec-connecting = Nothing is to be done.
rec-container-closed = Look into it with “parafa show FILE”, or bring its key to a token with “parafa import FILE”.
rec-container-damaged = Get the file again from where it came.
rec-control-character = Type the value by hand.
rec-country-invalid = Repeat with the two letters of the country.
rec-date-invalid = Repeat with the day on which it was done, or without --on if that was today.
rec-declined = Repeat the command if you decide otherwise.
rec-device-denied = Install the token's software as administrator: it brings the rule that opens the device to all users.
rec-device-without-reader = Install the token's software, then unplug it and plug it in again. On Linux the package libccid is needed besides.
rec-driver-blind = Install the newest version of the driver. Do not prepare the token anew: what is on it would be lost.
rec-driver-missing = Install the driver: it is on the support page of whoever gave you the token. Then start this program again.
rec-ends-soon = Renew it while it is still valid: “parafa renew”.
rec-entry-not-found = Repeat with one of the names after --entry, or without --entry for all.
rec-expired = Ask for a new certificate.
rec-expired-refused = Name the newer file, or repeat with --allow-expired if the old one is meant.
rec-extended-key-usage-unknown = Repeat with known names or an OID, with commas between.
rec-field-doubtful = Compare it with the paper or the register; change it if it is wrong.
rec-field-invalid = Correct the value and repeat.
rec-field-not-kept = Leave it out here. It is asked for when the form is made.
rec-field-unknown = Choose one of those names. “parafa profiles show PROFILE” says what an authority asks for.
rec-file-empty = Fetch the file again.
rec-file-exists = Move the file away, or name another place with --out.
rec-file-is-archive = Unpack it into a folder, and give the folder.
rec-file-is-folder = Name a file in it.
rec-file-is-pipe = Give the data on standard input instead, with “-” as the file.
rec-file-not-found = Check the path and repeat.
rec-file-not-recognised = Fetch the file again as it was sent. Do not open and save it in a word processor.
rec-file-too-large = Name the right file.
rec-file-unreadable = Copy the file into a folder of your own and repeat.
rec-final-try = Make sure of the PIN first. Then run the command again with --allow-final-try; on a terminal you are asked for a typed yes besides.
rec-fits-no-key = Plug in the token on which the request was made. “parafa identify” tells which request a file belongs to.
rec-folder-needed = Name a folder that is there, or leave it out to look at the tokens.
rec-form-left-out = Repeat when the certificate is there; a file with it can be named.
rec-form-needs-certificate = Plug the token in, or name a file with the certificate.
rec-form-unconfirmed = Ask the authority before you hand the papers in.
rec-generator-needed = Make the requests with the authority's generator, then take them over: parafa request -p PROFILE --from FOLDER.
rec-http-odd = Compare the address; where its host is right, this says nothing against the certificate.
rec-http-refused = See with “parafa compare” that this certificate is the one that is registered, and ask the authority what it lacks.
rec-id-mismatch = Install the certificate again from its file: “parafa install FILE” gives it the right id.
rec-id-replaced = Use the id that is shown.
rec-id-shared = If everything works, leave it. Else ask who wrote them, before anything is removed.
rec-import-unfinished = Finish the import, or take the key away; both commands stand above. Nothing else on the token was touched.
rec-init-unfinished = Nothing is on it. Repeat what you did then, or have its PIN set by whoever has the officer's PIN.
rec-internal = Please report it with the output of -v.
rec-interrupted = Look with “parafa show” before the command is repeated.
rec-issuer-foreign = Ask the authority whether it takes this issuer, before you hand anything in.
rec-issuer-missing = Get the issuer's certificates from its own site and name them with “--trust”, or use “--online”.
rec-issuer-not-listed = Compare the certificate with what the authority takes, or name another one.
rec-issuer-not-taken = Name another certificate with -i, if there is one.
rec-issuer-test = Ask for a real certificate; or name the test environment that you mean.
rec-issuer-unknown = Name the authority with -p; “parafa profiles” lists them.
rec-java-key-store = Run: keytool -importkeystore -srckeystore FILE.jks -destkeystore FILE.p12 -deststoretype pkcs12. Then take FILE.p12.
rec-journal-damaged = Keep the file that was set aside. What is on the tokens is not affected.
rec-journal-newer = Use the newer version, or name another folder by the variable PARAFA_STATE_DIR.
rec-journal-unwritable = Make the folder writable, or name another one by the variable PARAFA_STATE_DIR.
rec-key-absent = Look for the token on which it was made. A certificate without its key cannot be used, and its key cannot be made again.
rec-key-broken = Do not use it any more: ask the issuer for a new token and have this certificate revoked.
rec-key-can-leave = If the authority wants keys that cannot be copied, ask for a new certificate with a key made on the token.
rec-key-cannot-leave = Export the certificate with --format pem or der. Who needs the key elsewhere asks for a certificate for a second key.
rec-key-does-not-sign = Read what “parafa explain” says of that number; do not delete anything.
rec-key-elsewhere = Let the generator join certificate and key, as the case's next step says.
rec-key-extractable = Do not use this key. Remove it with “parafa delete”, and use another token.
rec-key-hidden = “parafa check --sign” asks for the PIN and tries the key.
rec-key-id-invalid = Copy the id from “parafa show”.
rec-key-not-found = Look with “parafa show --login” and repeat with an id from there.
rec-key-not-taken = Leave the key in its file, or make a new key on the token: “parafa request”.
rec-key-not-there = Close other programs that use the token and look with “parafa show --login”.
rec-key-not-tried = Try it in the program that uses it.
rec-key-pin-needed = Run the command on a terminal, or name a source with --key-pin-source.
rec-key-refused = Ask for a certificate with a key that the authority takes.
rec-key-shared = Remove the certificates that are not needed any more, each by its serial number, and then the key.
rec-key-small = Ask for a new certificate with a new key.
rec-key-type-not-made = Repeat with one of the usable types, or let the token make the key: --store token.
rec-key-type-not-taken = Ask for a certificate for a new key: “parafa request”.
rec-key-type-unknown = Repeat with a known type, for instance --key rsa2048.
rec-key-unproved = Go on, or take the key away; both commands stand above. Do not use the key before its proof.
rec-key-unreadable = Nothing is wrong with the file; what the key is worth could not be judged.
rec-key-usage-unknown = Repeat with known names, with commas between.
rec-key-vanished = Do not write anything else to this token. Look with “parafa show --login” and pass the result on to the token's support.
rec-label-invalid = Repeat with a label that fits. Which words can go is yours to say; nothing is cut off by itself.
rec-language-unknown = Choose one of the offered languages.
rec-left-over = It does no harm; “parafa tidy” shows what could be removed.
rec-left-waiting = Leave the token plugged in for some minutes. Then look with “parafa show --login”: it tells what came of it.
rec-letters-cedilla = Type the name exactly as it stands in the certificate: copy it from here.
rec-letters-lost = If the authority's system shows the same, it works; else ask the issuer to issue it again.
rec-letters-not-allowed = Usually nothing is to be done; if a program refuses it, tell the issuer this number.
rec-listed-without-pin = Name the token that is meant with -t.
rec-login-for-keys = Repeat with --login to see them.
rec-login-odd = Look at the PIN's state with the token's own program before the PIN is given again.
rec-looks-unfinished = Run “parafa show --login”: it tells what came of it.
rec-mail-in-name = Ask for the certificate again without the address in its name.
rec-module-crashed = Unplug the token and plug it in again, then repeat. If it happens again, install the newest version of the token's software.
rec-module-denied = Install the token's software again for all users, or ask the administrator of the computer for the right to read the file.
rec-module-exited = Install the newest version of the token's software. If a service belongs to it, see that it runs.
rec-module-host = Repeat the command. If it fails again, report it with the output of -v.
rec-module-hung = Close other programs that use the token, unplug it and plug it in again. A slow reader may need more time: --timeout.
rec-module-init-refused = See that the smart-card service runs and that the settings of the driver are readable, then repeat.
rec-module-known = Look with “parafa modules”; there is nothing to add.
rec-module-missing = Check the path, or leave --module out so that drivers are searched for.
rec-module-not-library = Install the token's software again. The text above names what is missing.
rec-module-not-pkcs11 = Name the driver's own file; “parafa modules” lists those that were found.
rec-module-unknown = Look with “parafa modules”, and repeat with an id or a path from there.
rec-module-unsupported = Use the token's own program for this, or a newer version of its software.
rec-module-wrong-architecture = Install the edition of the token's software that fits this computer.
rec-name-misleads = Rename the file, so that nobody uploads it in the wrong place.
rec-net-asked = Nothing is to be done. Without “--online” nothing is asked.
rec-net-failed = Fetch the file with a browser, and name it with “--trust” or “--crl”.
rec-new-pair-destroyed = Use another token, or ask its maker for the settings that protect keys.
rec-new-pin-length = Choose a PIN of a length that the token takes.
rec-new-pin-needed = Run the command on a terminal, or name a source with --new-pin-source.
rec-new-pin-refused = Choose another new PIN: digits only, six to eight of them, not all alike and not in a row.
rec-no-card = Put the card into the reader, chip first, up to the stop.
rec-no-certificate-in-file = Name the file that holds the certificate. “parafa identify” tells what a file is.
rec-no-common-signature = Install the newest version of the token's software, and repeat.
rec-no-http-answer = Compare the port in the address.
rec-no-key-in-file = Use “parafa install FILE” for certificates.
rec-no-list-in-file = Give the list as the issuer publishes it, or use “--online”.
rec-no-module = Install the software that came with the token, or name the driver's file with --module. The command “parafa modules” shows where was searched.
rec-no-public-half = The key stays on the token. Make the request with the tool of the token's maker, or choose another key type.
rec-no-public-key-object = Nothing needs to be done.
rec-no-qualified-device = Order one on a qualified device, or ask the authority whether it takes this one.
rec-no-reader = Plug the token in, directly and not through a hub, and try another socket. If its light goes on, its software has to be installed.
rec-no-request-for = Name the generator's folder, or only the requests that are there with --only.
rec-no-token = Plug the token in, wait a few seconds, and repeat. The command “parafa modules” shows which drivers were asked.
rec-no-usable-mechanism = Repeat with one of the usable types: --key TYPE.
rec-no-visible-key-fits = Repeat with --login, so that the keys show after the PIN.
rec-not-connected = Begin with the first finding; “parafa explain NUMBER” says more.
rec-not-for-this-request = Repeat with one of those, or without the option.
rec-not-logged-in = Repeat and give the PIN that is asked for.
rec-not-opened = Open it with the file manager or the browser.
rec-not-qualified = Order a qualified certificate from one of the issuers that the authority names.
rec-not-removed = Look with “parafa show --login”. Remove the object with the program of the token's maker, or pass the details of -v on to its support.
rec-not-sensitive = Nothing needs to be done.
rec-not-yet-available = See whether a newer version is there; “parafa --help” lists what this one can do.
rec-not-yet-valid = Use the certificate from that date on.
rec-nothing-matches = Look with “parafa show”, and repeat with an id from there.
rec-nothing-remembered = Give the whole serial number, the whole name of the holder, or “sha256:” and the whole fingerprint. What is only on a token is not remembered here.
rec-nothing-to-check = Plug the token in, or name the certificate's file.
rec-number-unknown = Copy the number as it stands before the message.
rec-only-address = Ask for the certificate again with the server's name.
rec-option-unknown = See the help of the command: “--help” after its name.
rec-options-conflict = Leave one of them out.
rec-other-certificate = Where the certificate is needed, install it by itself.
rec-out-not-folder = Make the folder first, or name another one with --out.
rec-out-not-writable = Name a folder of your own with --out.
rec-outcome-unknown = Do not repeat the command yet. Look with “parafa show --login”: it tells what is there.
rec-partial-listing = Plug the token in again and repeat.
rec-password-empty = Choose a password of several words, and write it down where the file is not.
rec-password-needed = Run the command on a terminal, or name a source with --password-source (prompt, env:NAME, file:PATH, fd:N).
rec-password-new-needed = Run the command on a terminal, or name a source with --password-source (prompt, env:NAME, file:PATH, fd:N). Write the password down where the file is not.
rec-password-not-ascii = Choose a password of plain letters and digits if the file is for Java or for an old program.
rec-password-or-damage = Repeat with the right password. If that program opens it, send the file's kind to the support, never the file itself.
rec-password-short = Write the file once more with a longer password, for instance of four words.
rec-password-wrong = Repeat with the right password. A file has no counter of tries; nothing is locked.
rec-path-unfit = Get the authority's present certificates from its own site; where yours is at fault, ask it for a new one.
rec-pin-cancelled = Run the command again when you are ready to enter the PIN.
rec-pin-change-unclear = Note down the PIN that was accepted, and destroy the other note.
rec-pin-count-low = Type the PIN with care. Stop if it is refused once more.
rec-pin-for-which = Name the token with -t, its label or serial number, or let the PIN be asked on the terminal.
rec-pin-invalid = Compare the PIN with the letter of this token. In a file, only the PIN may stand in the first line.
rec-pin-last-try = Do not guess. Find the PIN letter first; if it is lost, ask who issued the token.
rec-pin-length = Compare the PIN with the letter of this token, and type it without blanks.
rec-pin-locked = Who has the admin PIN (PUK) sets a new one: “parafa pin unblock”. Else ask the issuer of the token. Unlocking keeps the keys; initialising would remove them.
rec-pin-must-change = Change it: “parafa pin change”. Then run the command again.
rec-pin-needed = Run the command on a terminal, or name a source with --pin-source (prompt, env:NAME, file:PATH, fd:N, pad).
rec-pin-not-set = Whoever prepared the token sets it as its officer: “parafa pin unblock”.
rec-pin-refused-before = Give another PIN, or none until it is known.
rec-pin-same = Choose another PIN, one that is nowhere written down in this office.
rec-pin-source-unreadable = Correct the source, or leave the option out to be asked on the terminal.
rec-place-unknown = Repeat with one of the known places.
rec-private-key-in-file = Remove the key from the file, and keep it safe: who has it can sign in your name.
rec-profile-invalid = Correct that line and try again with “parafa profiles check FILE”, or move the file away.
rec-profile-needed = Repeat with -p and the profile; “parafa profiles” lists them.
rec-profile-not-found = Choose one of those. “parafa profiles” says more about each.
rec-proof-failed = Check which request the certificate belongs to: “parafa identify”.
rec-proof-not-possible = Try the certificate in the program that will use it.
rec-provider-not-found = Look with “parafa provider”, and repeat with the whole name.
rec-purpose-lacks = Ask the authority for a certificate of the right kind before you rely on this one.
rec-qualified-as = Nothing is to be done.
rec-quarter-start = Ask now rather than after that day.
rec-read-back-differs = Do not use what was written. Run the command again with -v and pass the details on to the token's support.
rec-read-failed = See that the drive is there, then repeat.
rec-reader-unavailable = Unplug the reader and plug it in again, into another socket if need be.
rec-receipt-invalid = Copy the folder anew from the computer on which the case was opened.
rec-registered-differs = Have it corrected at the authority: copy the text of the certificate as it stands here, without typing it again.
rec-registry-invalid = Correct the line that is named, or move the file away to use the list that is built in.
rec-remote-session = Plug the token into the computer in front of you and let the connection share smart cards, or work at the far computer itself.
rec-renegotiation-wanted = Try this address in a browser. It says nothing against your certificate.
rec-renewal-closes = Renew it before that day: “parafa renew”.
rec-renewal-early = Wait for that day before you hand anything in.
rec-renewal-ended = Follow the steps of the case from the beginning.
rec-renewal-late = Ask the issuer at once; else order a new certificate.
rec-renewal-over = Call the issuer; else a first request is needed, which takes longer.
rec-report-language = Choose a language that is offered with --report-lang, for example --report-lang en.
rec-request-damaged = Fetch the file again, or make the request again with --existing.
rec-request-only = Hand it in; install what comes back: “parafa install FILE”.
rec-request-unfinished = Go on with the command that stands above, or remove the key with “parafa delete” if the request is no longer wanted.
rec-requests-share-key = Make the requests anew with the generator, and repeat.
rec-resume-not-needed = Take the files from the folder of the case.
rec-revocation-unknown = Use “--online”, or give the issuer's present list with “--crl”; the issuer itself can say it, too.
rec-root-not-trusted = Compare its fingerprint with the one that the authority publishes; only then name it with “--trust”.
rec-secret-file-open = Let only its owner read the file: chmod 600.
rec-secret-source-invalid = Name a source. If a secret was typed there, it is now in the history of your command line: remove it there.
rec-senseless-answer = Install the newest version of the token's software. Run the command with -v to see the details.
rec-serial-odd = Compare it with what the authority shows: “parafa compare”.
rec-server-name-unfit = Use the address that stands in the certificate, if the authority names it, too.
rec-server-no-tls = Compare address and port with what the authority names; ask who looks after the network whether something stands between.
rec-server-not-reached = See that the computer is on the net, compare the address, and repeat; if only this server is silent, wait and ask the authority.
rec-server-not-trusted = Get the root certificate from the authority itself, compare its fingerprint with the one that it publishes, and name it with “--trust”.
rec-server-refused = Compare the address, and ask the authority whether the server works.
rec-session-lost = Close other programs that use the token and repeat.
rec-settle-ambiguous = Look with “parafa show --login”, and choose the right key yourself.
rec-settled = Go on where you stopped; nothing needs to be repeated.
rec-settled-nothing = Repeat what you wanted to do then.
rec-several-cases = Say which one with --case.
rec-several-certificates = Compare the serial number with the one that is registered: “parafa compare”.
rec-several-keys-in-file = Name one of them with --entry, or leave --label out.
rec-several-match = Repeat with the full id of one of them.
rec-several-of-one = Find out which one is in use before you change anything.
rec-several-profiles = Repeat with the whole id.
rec-several-requests-for = Copy the files that count into a folder of their own and repeat.
rec-several-tokens = Name one with --token: its label, its serial number, or its URI from “parafa tokens”.
rec-signature-invalid = Repeat once. If it fails again, run the command with -v and pass the details on to the token's support.
rec-signed-weakly = Ask the issuer for a new one.
rec-slot-not-found = Look with “parafa tokens” and repeat with what stands there.
rec-so-pin-needed = Get the officer's PIN from whoever handed out the token, then name a source with --so-pin-source or run the command on a terminal.
rec-step-not-found = Look with “parafa todo”, and repeat with one of the names there.
rec-subject-invalid = Correct the subject, for instance: --subject "CN=Ana Pop,O=Cabinet Pop,C=RO".
rec-subject-slash-form = Repeat with the form that is shown.
rec-superseded = Once the new one works everywhere, the old one can be removed with “parafa tidy”.
rec-template-reduced = Nothing needs to be done.
rec-terminal-needed = Start it on a terminal, or give a command: “parafa --help” lists them.
rec-token-empty = Look with the PIN: “parafa show --login”. If nothing shows either, the certificate is not on this token.
rec-token-full = Look with “parafa show --login”. Save and remove what is no longer needed, then repeat.
rec-token-has-fixed-places = Name a free place with --place. A used one is taken only after a typed confirmation.
rec-token-makes-no-keys = Look with “parafa show --login” whether a key is there already, and use it with --existing ID. Else ask the issuer, who makes keys with a program of its own.
rec-token-not-blank = Stop if you are not certain. Who really wants everything on it gone repeats the command on a terminal, or with that word after --confirm.
rec-token-not-found = Plug that token in, or name one that is there with -t. The command “parafa tokens” lists them.
rec-token-not-recognised = Install the driver of this token's maker. Do not prepare the token anew.
rec-token-refused = Run the command again with -v and pass the details on to the token's support.
rec-token-removed = Plug the token in again and look with “parafa show” before anything is repeated.
rec-token-uninitialised = If the token was in use before, find its own driver first: preparing it again would remove everything. Else ask its issuer to prepare it.
rec-token-write-protected = Ask the issuer of the token whether it can be written to.
rec-uri-attribute-refused = Remove this part. PINs are given by --pin-source.
rec-uri-attribute-unknown = Take that part out of the address, or copy the address that “parafa tokens” shows.
rec-uri-invalid = Copy the address from “parafa tokens”, in quotation marks.
rec-usage = See the help of the command: “--help” after its name.
rec-usage-lacking = Use the certificate that was made for this purpose, or ask the issuer for one.
rec-validity-long = Ask the authority whether it takes it.
rec-value-missing = Give the missing values. The help of the command describes them.
rec-value-unknown = Repeat with one of the possible values.
rec-view-incomplete = Repeat after the cause is gone; “parafa show --login” shows what could not be read.
rec-write-failed = Make room or choose another place with --out, then repeat.
rec-wrong-pin = Do not try again by guessing. Look for the PIN letter of exactly this token (compare its serial number), and type the PIN once, with care. The same PIN is not sent again.

## Help

help-about = parafa: keys and certificates on tokens, for health-care providers
help-calendar = Dates of cases and certificates as a calendar file
help-calendar-out = the file to write, such as parafa.ics; an earlier one of this program is brought up to date
help-check = What is on a token or in a file, and whether it will work: a verdict, then what to do
help-check-all = all findings, also those that are only good to know; without this option: at most five
help-check-crl = a file or folder of revocation lists
help-check-objects = ids, files or folders; without them: all tokens that are plugged in
help-check-online = ask the addresses that certificates name for issuers, lists and responders; each is shown first
help-check-profile = the authority by whose rules it is judged; left out: the one that knows the issuer
help-check-redact = make persons unknown in the report: names, numbers, addresses, file names; the same mark stands for the same value
help-check-report = write the result into this new file; its ending says how: .html (a page to print), .json, .csv (one row a certificate); repeatable
help-check-report-lang = the language of the report: user, authority, or a code such as ro; without this option: user
help-check-sign = look with the PIN, and let each key sign as a proof
help-check-trust = a file or folder of certificates that are trusted, besides the system's and those in the folder “trust” of the configuration; what cannot be traced to one is then an error
help-check-warn-days = days before the end from which a certificate is said to end soon; left out: as the authority wants it, else 30
help-compare = What is registered against the certificate: the first difference, and its name
help-compare-holder = the holder as registered: the name, or the whole subject
help-compare-issuer = the issuer as registered
help-compare-object = the certificate: serial number in any form, holder, or a file; left out: the only one that is known
help-compare-serial = the serial number as it is registered
help-connect = Log in to a server with the certificate on the token, to see whether it works
help-connect-id = with which certificate; left out: the only valid one that the server takes
help-connect-profile = the authority whose words explain the answer; left out: that of the certificate
help-connect-trust = trust the certificates in this file or folder, too; repeatable
help-connect-url = the address: https://HOST[:PORT][/PATH]; https:// may be left out
help-delete = Remove a certificate or a key from the token
help-delete-id = which: an id, a serial number, a label, a fingerprint or a pkcs11: address
help-delete-what = certificate (the key stays), key, or all; without this option: certificate
help-demo = The whole path on a pretend token, with made-up data
help-demo-env = print lines that give scripts the token, its PIN file and its CA; wants --keep
help-demo-keep = leave the pretend token, its CA and its PIN file in this folder
help-demo-profile = whose path; without it: the general one
help-doctor = Say why a token or a certificate is not seen
help-doctor-bundle = write what was found into this new file for the helpdesk; it is shown first
help-done = Tick a step of a case, with its date and number
help-done-case = which case, where several have the step
help-done-for = for this provider only; repeatable
help-done-on = the day, as in 2026-11-25; without it: today
help-done-step = the step; STEP@PLACE where it is done on each computer
help-done-value = the number that the step records
help-explain = What a number such as P041 means, and what to do
help-explain-number = the number as it stands before the message
help-export = Write the public parts of a certificate to a file
help-export-case = name and encrypt a file with a key (--format p12) as the authority of this case wants it
help-export-chain = with the certificates of its issuers
help-export-cipher = for p12: modern (AES), or legacy for old programs
help-export-format = pem, der, p7b; for a key in a file: p12, or key (encrypted PEM); without this option: pem
help-export-object = which: an id, a serial number, a label, or a file
help-export-out = the file to write, - for standard output; without this option: a new file here, named after label and key
help-export-what = certificate, or public-key; without this option: the certificate
help-forget = Drop a certificate that this computer remembers
help-forget-id = which: a serial number, a sha256: fingerprint, or the holder's whole name
help-form = Make the authority's papers: forms, sheets, mails
help-form-for = provider that they are for; repeatable; without this option: those of the case
help-form-kind = only this paper, such as registration or certificate; without this option: all that the occasion wants
help-form-object = which certificate: an id, a serial number, a holder, or a file; without it: the authority's newest
help-form-open = show them in the desktop's own program
help-form-out = an existing folder; without this option: that of the case, or a new one here
help-form-profile = authority: a part of its name, of the county or of the system; without this option: by the certificate's issuer
help-form-when = first, or renewal; without this option: as the case or the remembered certificates tell
help-global-allow-final-try = allow an operation to use the last PIN try; on a terminal a typed yes is asked besides
help-global-color = colours: auto, always or never; without this option: auto (NO_COLOR turns them off)
help-global-confirm = the word that confirms what cannot be undone, for scripts
help-global-help = show this help
help-global-json = answer with one JSON document
help-global-key-pin-source = the PIN of a key that asks at each use; else PARAFA_KEY_PIN, else asked
help-global-lang = the language of the texts; else PARAFA_LANG, else the system's
help-global-module = use only this driver (a path, or an id from “parafa modules”); can be given several times; else PARAFA_MODULE, else all that are found
help-global-new-pin-source = a new PIN; else PARAFA_NEW_PIN, else asked twice
help-global-password-source = the password of a file; else PARAFA_PASSWORD, else asked
help-global-pin-source = where the PIN comes from: prompt, env:NAME, file:PATH, fd:N, or pad (the reader's own keys); else PARAFA_PIN, else asked
help-global-quiet = say only what was asked for, and errors
help-global-so-pin-source = the officer's or admin PIN, or the management key; else PARAFA_SO_PIN, else asked
help-global-timeout = how long a read may take, decimals allowed; it can make other limits only longer
help-global-token = which token: its label, its serial number, or its pkcs11: address
help-global-verbose = say more
help-global-version = show the version
help-global-yes = answer plain questions with yes; never those about the last PIN try
help-group-care = Token care
help-group-it = For IT
help-group-look = Look
help-group-wrong = When something is wrong
help-group-year = Every year
help-heading-arguments = Arguments:
help-heading-globals = For every command:
help-heading-options = Options:
help-heading-usage = Usage:
help-identify = Which key and request a file belongs to
help-identify-files = certificates or requests
help-import = Bring a key with its certificate from a file into the token
help-import-ca = write the authorities' certificates of the file to the token, too
help-import-entry = only the key of this name; without this option: every key in the file
help-import-file = a .p12 or .pfx file, or a file with a private key
help-import-label = the label on the token; without this option: the key's own name
help-import-place = which of the card's fixed places for keys
help-init = Initialise a token; everything on it goes
help-init-label = the token's new label, at most 32 bytes
help-install = Put a certificate that the authority sent onto the token
help-install-allow-expired = write a certificate that has run out, too
help-install-backup = a .p12 with the key, to which the certificate is added; those that a request wrote here are found without this
help-install-ca = write the authorities' certificates that were given to the token, too
help-install-chain = a certificate of an issuer; can be given several times
help-install-inputs = what the authority sent; - reads from standard input
help-install-login = look for keys with the PIN
help-modules = Drivers: those looked for and found, one added, each tried
help-modules-action = list (without a word), add a driver, or probe: load each and say what came of it
help-modules-path = for add: the driver's file
help-modules-report = for probe: write what was seen of each driver into this file, without labels and serial numbers, to be sent to us
help-more =
    Without a command the terminal screens open. “parafa COMMAND --help” tells more of a command.
    No option takes a PIN or a password itself, only the place where it is read.
help-pin = The state of PINs; change one; set a new one as the officer
help-pin-action = status (default), change (the old PIN is known), or unblock (the officer sets the user's PIN anew)
help-pin-so = the officer's PIN instead of the user's
help-profiles = Authorities: those that are known, one in full, a file of one's own checked
help-profiles-action = list (without a word), show one in full, or check a file
help-profiles-answers = print a file to be filled in, for --answers of a request
help-profiles-name = for show: a part of its name; for check: the file
help-provider = Practices, pharmacies, companies, typed once
help-provider-action = list (without a word), set values, or forget one
help-provider-name = what you call it
help-provider-values = for set: FIELD=VALUE, as in cui=12345674; an empty value takes the field out
help-renew = The certificate that follows another one, as its authority wants it
help-renew-answers = file with values (see “profiles show PROFILE --answers”)
help-renew-for = provider for whom it is; repeatable; else those of the earlier case
help-renew-id = the certificate to be replaced: serial number, holder, or a file
help-renew-key = key type; else the profile's, or that of the old certificate
help-renew-only = only this request of the profile; repeatable
help-renew-out = existing folder for the files; else a new one
help-renew-profile = whose certificate it is; else told by case or issuer
help-renew-set = a value of the profile, as in email=a@b.example; repeatable
help-renew-store = where the key lives: token, file or both
help-request = Make a key and a certificate request
help-request-answers = file with the values (see profiles show --answers)
help-request-dry-run = say what would be done, and do nothing
help-request-eku = extended key usages with commas, such as clientAuth,emailProtection, or OIDs
help-request-existing = a request for this key, which is there; no new one is made
help-request-for = provider that it is for; repeatable
help-request-from = take over the requests that another generator made in this folder; no key is made
help-request-key = rsa2048, rsa3072, rsa4096, p256, p384, p521 or ed25519; without this option: rsa2048
help-request-ku = key usages with commas, such as digitalSignature,keyEncipherment
help-request-label = label of the key and name of the files
help-request-only = only this request of the profile; repeatable
help-request-out = an existing folder for the files; without this option: the current one
help-request-place = which of the card's fixed places for keys
help-request-profile = authority: a part of its name, of the county or of the system
help-request-resume = the case to go on with, or its folder from another computer
help-request-san = a further name: dns:host.example or email:name@host.example; can be given several times
help-request-set = value of a field, FIELD=VALUE; repeatable
help-request-store = where the new key lives: token, file (an encrypted .p12), or both; it cannot be changed afterwards; without this option: token
help-request-subject = the name in the certificate: TYPE=value with commas, the outermost part first
help-revoke = Who revokes a certificate, where, and what else hangs on it
help-revoke-id = the certificate: serial number in any form, holder, or a file
help-show = What is there, as certificates with their keys
help-show-all = name objects of other kinds, too: secret keys, data; they are not read
help-show-asn1 = the certificate's ASN.1 as a tree
help-show-full = names and serial number in every form, every extension in words
help-show-login = look with the PIN, so that hidden keys show too
help-show-objects = ids, files or folders; without them: all tokens that are plugged in
help-show-serial-format = serial numbers as hex, colon, groups or decimal; without this option: hex
help-sign = A detached signature over a file, by the certificate on the token
help-sign-file = the file; it stays as it is
help-sign-id = by which certificate; left out: the only valid one
help-sign-out = where the signature goes: a new file, or a folder; left out: FILE.p7s in the current folder
help-tidy = List what is left over on the tokens or in a folder, and remove it
help-tidy-folder = a folder, whose files are only listed; without it: the tokens
help-tidy-login = look with the PIN, so that certificates without a key show as such
help-tidy-remove = remove from the token what has a proved successor; without this option, it is only listed
help-todo = What to do now: cases, deadlines, certificates that end
help-todo-case = one case only, also one that is over
help-tokens = The tokens that are plugged in
help-usage-options = [options]
help-usage-top = parafa [command] [options]
help-value-case = CASE
help-value-cipher = CIPHER
help-value-date = DATE
help-value-dir = FOLDER
help-value-file = FILE
help-value-form = FORM
help-value-format = FORMAT
help-value-id = ID
help-value-kind = KIND
help-value-label = LABEL
help-value-lang = LANGUAGE
help-value-list = LIST
help-value-module = DRIVER
help-value-n = N
help-value-name = NAME
help-value-number = NUMBER
help-value-path = PATH
help-value-place = PLACE
help-value-profile = PROFILE
help-value-provider = PROVIDER
help-value-request = REQUEST
help-value-seconds = SECONDS
help-value-selector = TOKEN
help-value-serial = SERIAL
help-value-setting = FIELD=VALUE
help-value-src = SOURCE
help-value-step = STEP
help-value-store = STORE
help-value-subject = SUBJECT
help-value-text = TEXT
help-value-type = TYPE
help-value-url = ADDRESS
help-value-what = WHAT
help-value-when = WHEN
help-value-word = WORD

## What the command line says and asks

cli-advice = What to do:
cli-ask-address = Address to log in to
cli-ask-again = This is not one of the numbers.
cli-ask-bundle = Write this into { $path }, to be passed on to the helpdesk?
cli-ask-calendar = File for the calendar (name.ics):
cli-ask-choose = Number (Enter: none):
cli-ask-delete-certificate = Remove this certificate from { $token }: { $value }? It is saved to a file first.
cli-ask-delete-key = This key goes for ever; nobody can bring it back: { $value }, on { $token }. Certificates for it cannot be used any more.
cli-ask-driver = Path of the driver's file:
cli-ask-field = { $label }:
cli-ask-field-again = The same once more:
cli-ask-field-hint = { $label } ({ $hint }):
cli-ask-file = File:
cli-ask-file-to-sign = The file to sign
cli-ask-final-try = One PIN try is left on { $token } (serial { $serial }). If the PIN is wrong, it locks.
cli-ask-id = Which one (id, serial number or label):
cli-ask-init = Everything on { $token } goes, for ever. Visible here: { $names }. Another program may see certificates that do not show here.
cli-ask-install-expired = The certificate in { $file } ran out on { $date }. Write it all the same?
cli-ask-key-file = File with the key (.p12, .pfx):
cli-ask-label = Label for the token (at most 32 bytes):
cli-ask-look-with-pin = No key that can be seen without the PIN fits the certificate in { $file }. Look with the PIN?
cli-ask-new-password = New password for the file that is written (key from { $token }):
cli-ask-new-pin = New { $role } for token { $token } (serial { $serial }):
cli-ask-new-pin-again = The same once more:
cli-ask-new-pin-differs = The two are not the same.
cli-ask-nul = The input has a character (NUL) that is never sent to a token.
cli-ask-number = Number of the message, such as P041:
cli-ask-password = Password of { $token }:
cli-ask-pin = { $role } for token { $token } (serial { $serial }):
cli-ask-pin-key = { $role } { $token } (serial { $serial }):
cli-ask-pin-state = The token says of this PIN: { $state }.
cli-ask-profile = Which authority (a part of its name, of the county or of the system):
cli-ask-profile-file = File of the profile (.toml):
cli-ask-provider = Name of the practice, pharmacy or company:
cli-ask-registered-holder = The holder as registered (Enter: leave out)
cli-ask-registered-issuer = The issuer as it is registered (Enter: leave out)
cli-ask-registered-serial = The serial number as it is registered (Enter: leave out)
cli-ask-step = Which step was done (its name in “parafa todo”):
cli-ask-store = Where shall the key live? On a token nobody can copy it, you neither. In a file it can be restored, by anyone who has the file and its password.
cli-ask-subject = Subject, such as CN=…,O=…:
cli-ask-tidy = Remove from { $token }: { $names } ({ $count })? Each is saved to a file, and the certificate in its place is proved first. Keys stay.
cli-ask-typed = Type { $word } to go on:
cli-ask-yes-no = { $question } [{ $yes }/{ $no }]
cli-calendar-end = The certificate of { $name } ends
cli-calendar-renewal = Last day to renew the certificate of { $name }
cli-candidates = These fit:
cli-card-atr = The card answers { $text }.
cli-card-driver-here = This looks like { $token }, for the driver { $name }, which is on this computer but does not read it. “parafa doctor” looks for the reason.
cli-card-driver-issuer = Ask whoever gave you the token for its driver.
cli-card-driver-issuers = Such tokens come from { $names }, among others; the driver is on the support page of whoever gave you yours.
cli-card-driver-missing = This looks like { $token }. Its driver is not installed on this computer: { $name }.
cli-card-driver-page = It can be had here: { $url }
cli-card-group = One card with { $count } tokens, each with a PIN of its own: the PIN of one does not open the others.
cli-card-unknown = No driver of this computer reads this card, and it is none that is known here. Ask whoever gave it to you for its driver.
cli-card-unread = (no driver reads this card)
cli-changes = Old and new certificate
cli-changes-from = Valid from
cli-changes-keep = This stays as it is:
cli-changes-report = This must be reported again:
cli-changes-until = Valid until
cli-check-all-good = { $count ->
    [one] { $count } certificate is good.
   *[other] All { $count } certificates are good.
}
cli-check-by-none = no authority's rules
cli-check-good = Good: { $name }, until { $date }.
cli-check-hidden = { $count ->
    [one] { $count } more finding: --all
   *[other] { $count } more findings: --all
}
cli-check-not-revoked = not revoked, as of { $date }, says { $by }
cli-check-nothing-wrong = Nothing is wrong with it.
cli-check-partial = What could be read is in order; not all could be read.
cli-check-proved = the key signs
cli-check-subject = { $name }, { $serial }: { $by }
cli-check-to-be-confirmed = This rule is still to be confirmed by the authority.
cli-check-trusted = traced to { $name }, which is trusted
cli-check-warned = It works, but: { $text }
cli-check-warned-more = { $count ->
    [one] It works, but: { $text } And { $count } more.
   *[other] It works, but: { $text } And { $count } more.
}
cli-check-wrong = It does not work: { $text }
cli-check-wrong-more = { $count ->
    [one] It does not work: { $text } And { $count } more.
   *[other] It does not work: { $text } And { $count } more.
}
cli-choose-certificate = Several certificates fit. Which one is meant?
cli-choose-key = Several new keys are there. Which one was made by the request that was interrupted?
cli-choose-profile = Several profiles know this issuer. Which one is meant?
cli-choose-provider = For which provider?
cli-choose-token = Several tokens are there. Which one is meant?
cli-class-certificate = certificate
cli-class-private-key = key
cli-class-public-key = public half of the key
cli-compare-certificate = certificate
cli-compare-differs = differs
cli-compare-holder = Holder
cli-compare-issuer = Issuer
cli-compare-kind-accents = Character { $position }: { $registered } instead of { $certificate }. The mark on the letter is missing, or is another one.
cli-compare-kind-blanks = Character { $position }: only blanks differ. Registered: { $registered }; certificate: { $certificate }.
cli-compare-kind-cedilla = Character { $position }: { $registered } instead of { $certificate }. One has a cedilla, the other a comma below: they look alike, but are different letters.
cli-compare-kind-composed = Character { $position } looks the same, but { $registered } is put together of other characters than { $certificate }.
cli-compare-kind-cut-off = It ends too early: { $certificate } is missing at the end.
cli-compare-kind-decimal = The same number, but in decimal instead of hex.
cli-compare-kind-different = Nothing of it is alike.
cli-compare-kind-extra = At character { $position } { $registered } is too much.
cli-compare-kind-grouping = The same digits; only the marks between them (blanks, colons, 0x) differ.
cli-compare-kind-hex = The same number, but in hex instead of decimal.
cli-compare-kind-hex-case = The same digits; only capital and small letters differ.
cli-compare-kind-identical = Character by character the same.
cli-compare-kind-invisible = Character { $position }: only characters that cannot be seen differ. Registered: { $registered }; certificate: { $certificate }.
cli-compare-kind-leading-zero-added = The same number, but a zero was put before it.
cli-compare-kind-leading-zero-lost = The same number, but a zero at its beginning was lost.
cli-compare-kind-letter-case = Character { $position }: capital and small letters differ, { $registered } instead of { $certificate }.
cli-compare-kind-look-alike = Character { $position }: { $registered } looks like { $certificate }, but is another character.
cli-compare-kind-missing = At character { $position } { $certificate } is missing.
cli-compare-kind-mojibake = From character { $position } on a program misread letters ({ $registered } instead of { $certificate }): UTF-8 was read as Windows-1252.
cli-compare-kind-old-certificate = This is that of the old certificate of { $holder }, until { $date } (serial { $serial }): the new one is not registered yet.
cli-compare-kind-order = All parts are there, but in another order: { $registered } stands where the certificate has { $certificate }.
cli-compare-kind-organization-identifier = The same name; only the part 2.5.4.97 (the organisation's number) is called { $registered } instead of { $certificate }.
cli-compare-kind-other-certificate = This is that of another certificate: { $holder }, until { $date } (serial { $serial }).
cli-compare-kind-other-form = The same, written in another form: marks between the parts, or how they are called.
cli-compare-kind-part-extra = The certificate has no part { $registered }.
cli-compare-kind-part-missing = The part { $certificate } is missing.
cli-compare-kind-part-type = “{ $part }” is called { $registered } instead of { $certificate }.
cli-compare-kind-replaced = Character { $position }: { $registered } instead of { $certificate }.
cli-compare-kind-reversed = The same name in the opposite order: the certificate's last part stands first.
cli-compare-kind-rounded = A spreadsheet made a rounded number of it: the last digits are lost. There it must be entered as text.
cli-compare-kind-swapped = At character { $position } two characters changed places: { $registered } instead of { $certificate }.
cli-compare-kind-zero-lost = At character { $position } a zero was lost: the certificate has { $certificate } there.
cli-compare-nothing = nothing
cli-compare-of = { $name }, until { $date }, serial { $serial }
cli-compare-otherwise = means the same, but is written otherwise
cli-compare-quoted = “{ $text }”
cli-compare-registered = registered
cli-compare-same = the same
cli-compare-serial = Serial number
cli-compare-wanted = as it belongs there
cli-confirm-replace-key = In place { $value } of { $token } there is a key already. Making a new one there destroys it for ever, and every certificate of it becomes useless.
cli-connect-answer = answer
cli-connect-fingerprint = fingerprint
cli-connect-leads = leads to
cli-connect-line = line
cli-connect-not-shown = { $name }, not shown
cli-connect-online = ONLINE: { $host } takes the certificate of { $name }.
cli-connect-own = certificate
cli-connect-reached = { $host } was reached.
cli-connect-server = server
cli-connect-takes = takes issuers
cli-connect-takes-more = { $count ->
        [one] and one more
       *[other] and { $count } more
    }
cli-connect-trusted = trusted
cli-connect-trusted-by = traced to { $name }
cli-connect-warned = { $host } was reached, but: { $text }
cli-connect-wrong = OFFLINE: { $text }
cli-connect-wrong-more = { $count ->
        [one] OFFLINE: { $text } And one more error.
       *[other] OFFLINE: { $text } And { $count } more errors.
    }
cli-delete-kept = Kept, since another certificate needs it: { $name }
cli-delete-removed = Removed: { $name }
cli-delete-saved = Saved before: { $path }
cli-demo-calendar = The dates, as a calendar file:
cli-demo-case = The case that was opened:
cli-demo-export = The file, packed anew as the authority wants it:
cli-demo-forms = The papers, ready to be handed in:
cli-demo-generator = The authority's own generator (a stand-in) made requests:
cli-demo-install = The certificate was written to the token, read back, and compared byte for byte:
cli-demo-installer = The authority's installer (a stand-in) made a file:
cli-demo-issue = A stand-in authority issued a certificate for the request:
cli-demo-issued = Stand-in authorities issued certificates:
cli-demo-key = A key pair was made on the token; the private key cannot leave it:
cli-demo-old = A certificate that ends soon is on the pretend token:
cli-demo-placed = Every certificate is in its place:
cli-demo-proof = The key on the token signed a proof that verifies under the certificate:
cli-demo-providers = Made-up providers:
cli-demo-request = The certificate request, signed by the key on the token:
cli-demo-requests = The certificate requests:
cli-demo-show = On the token now:
cli-demo-successor = The issuer's own tool (a stand-in) put the next certificate on the token:
cli-demo-todo = Where the case stands now:
cli-demo-token = A pretend token was initialised:
cli-detail = Details:
cli-details-asn1 = ASN.1: place, type, length, value
cli-details-asn1-cut = It goes on: more than 10 000 elements, or deeper than 64 levels.
cli-details-critical = { $name }, critical
cli-details-extensions = Extensions: { $count }
cli-details-of = All that certificate { $serial } says
cli-details-signature = Signed with
cli-details-unknown = { $oid } (not known here; its value in hex)
cli-doctor-besides = Seen besides:
cli-doctor-bundle = This is what the helpdesk gets. Names, serial numbers of tokens, your user name and your folders are left out:
cli-doctor-bundle-written = Written for the helpdesk: { $path }
cli-doctor-seen = { $count ->
    [one] One certificate is visible to this program.
   *[other] { $count } certificates are visible to this program.
}
cli-doctor-seen-other = If another program does not see it, it needs the same driver; in its settings this file is to be named:
cli-doctor-state-error = not in order
cli-doctor-state-ok = in order
cli-doctor-state-unknown = not known
cli-doctor-state-warning = with a remark
cli-doctor-step-card = Card in the reader
cli-doctor-step-certificate = Certificate
cli-doctor-step-driver = Driver of the token
cli-doctor-step-pin = PIN
cli-doctor-step-program = Settings, clock, and what is kept here
cli-doctor-step-reader = Reader
cli-doctor-step-service = The smart-card service
cli-doctor-step-token = Token
cli-doctor-steps = What was looked at, from the plug to the certificate:
cli-doctor-unseen = No certificate is visible. The likely reason:
cli-doctor-unseen-unknown = No certificate is visible, and no reason was found.
cli-driver-crashed = it crashed or ended
cli-driver-error = it answered with an error
cli-driver-failed = ! driver { $name }: { $state } ({ $text })
cli-driver-hung = it did not answer in time
cli-driver-missing = its file is not there
cli-driver-ok = answers
cli-explain-ask = What to ask:
cli-explain-cause = Why:
cli-explain-token = Token: { $uri }
cli-export-written = Written: { $path }
cli-fact-access = Another service: { $value }
cli-fact-alt-name = The holder is also called { $value }
cli-fact-authority-issuer = The issuer's certificate was issued by { $value }
cli-fact-authority-key-identifier = Identifier of the issuer's key: { $value }
cli-fact-authority-no = It belongs to no authority: it may not issue certificates.
cli-fact-authority-serial = Serial number of the issuer's certificate: { $value }
cli-fact-authority-yes = It belongs to an authority: it may issue certificates.
cli-fact-constraint = Limit on rules: { $value }
cli-fact-excluded = Not for names within { $value }
cli-fact-extended-key-usage = It is meant for { $value }.
cli-fact-feature = The server must offer { $value }.
cli-fact-freshest-list = List of the last revocations: { $value }
cli-fact-issuer-alt-name = The issuer is also called { $value }
cli-fact-issuer-certificate = The issuer's certificate is at { $value }
cli-fact-key-identifier = Key identifier: { $value }
cli-fact-key-usage = The key may be used for { $value }.
cli-fact-logs = Public logs that promised to list it: { $value }.
cli-fact-no-ocsp-check = Whether this certificate is revoked is not asked.
cli-fact-notice = The issuer wants this read: { $value }
cli-fact-ocsp = Whether it is revoked is asked at { $value }
cli-fact-path-length = Authorities that may stand below it: { $value }.
cli-fact-permitted = Only for names within { $value }
cli-fact-policy = Issued under the rules { $value }.
cli-fact-qc-compliance = The issuer declares it qualified (eIDAS).
cli-fact-qc-device = The key lives on a qualified device, such as a token.
cli-fact-qc-legislation = Qualified by the law of { $value }.
cli-fact-qc-limit = Highest amount of one transaction: { $value }.
cli-fact-qc-other = Another statement of a qualified certificate: { $value }.
cli-fact-qc-payment = Payment services: { $value }.
cli-fact-qc-retention = Years for which the issuer keeps its records: { $value }.
cli-fact-qc-semantics = Names and numbers are meant as those of: { $value }.
cli-fact-qc-terms = The issuer's terms: { $value }
cli-fact-qc-type = Qualified for { $value }.
cli-fact-remark = Remark: { $value }
cli-fact-revocation-list = List of revoked certificates: { $value }
cli-fact-rules = The rules stand at { $value }
cli-fact-template = Made from the template { $value }.
cli-fact-type-eseal = seals of an organisation
cli-fact-type-esign = signatures of a person
cli-fact-type-web = web sites
cli-forget-done = Not remembered any more: { $name }, serial { $serial }
cli-form-as-certificate = as in the certificate
cli-form-case = Papers for { $title }, case { $case }:
cli-form-colon = with colons
cli-form-commas = without blanks
cli-form-decimal = decimal
cli-form-from-case = Certificate of { $name }, serial number { $serial }, kept with case { $case }
cli-form-from-file = Certificate of { $name }, serial number { $serial }, from { $place }
cli-form-from-token = Certificate of { $name }, serial number { $serial }, on { $place }
cli-form-groups = in groups
cli-form-hex = { $form }, 2.5.4.97 in hex
cli-form-hex-lower = hex, small letters
cli-form-hex-upper = hex
cli-form-oneline = OpenSSL, -nameopt oneline
cli-form-org-id = with { $name }
cli-form-remembered = Certificate of { $name }, serial number { $serial }, remembered from { $place }
cli-form-rfc4514 = RFC 4514 (last part first)
cli-form-slashes = OpenSSL, one line
cli-form-spaced = in pairs
cli-form-text = OpenSSL, old -text
cli-form-there = { $path } (was there already)
cli-form-title = Papers for { $title }:
cli-identify-nowhere = not seen here
cli-import-already = The key { $name } (sha256:{ $key }) was on the token before.
cli-import-copy = A copy of the key lies in the file. Keep the file as safe as the token, or destroy it.
cli-import-done = The key { $name } (sha256:{ $key }) is on the token, and proved by a signature.
cli-init-done = Initialised: { $token }
cli-install-already = { $file }: there already
cli-install-chain = Certificates of authorities that were given: { $count }. With --ca they are written to the token, too.
cli-install-chain-wanted = Certificates of authorities that were given: { $count }; newly written to the token: { $written }. Those that did not issue anything here, and those that were there, are left as they are.
cli-install-completed = Completed and proved: { $path }
cli-install-done = In place and proved: { $name }, serial { $serial }
cli-install-kept = The certificate in { $file } is kept with the case { $case }; its key is with the program that made the request.
cli-install-skipped = { $file }: { $text }
cli-key-asks = asks for its PIN at each use
cli-key-extractable = can be copied out
cli-key-hidden = shows only after the PIN
cli-key-id = id { $id }
cli-modules-absent =
    { $count ->
        [one] Looked for and not found: one known driver.
       *[other] Looked for and not found: { $count } known drivers.
    }
cli-modules-added = Added: { $name } ({ $path })
cli-modules-none = No driver was found.
cli-modules-report = The report is in { $path }. Labels, serial numbers and whatever is on the tokens were left out; look through it before you send it.
cli-modules-skip-library-unknown = its program is installed here, but nobody has told us the name of its driver; name the file with “parafa modules add”
cli-modules-skip-malformed = line { $position } of its settings for p11-kit cannot be understood
cli-modules-skip-missing = p11-kit names it, but the file is not there
cli-modules-skip-no-module-line = its settings for p11-kit name no file
cli-modules-skip-not-for-us = its settings for p11-kit keep it from this program
cli-modules-skip-not-loadable = this program cannot load it: { $text }
cli-modules-skip-only-named = asked only when you name it: parafa -m { $name }
cli-modules-skip-proxy = shows the tokens of other drivers, which are asked themselves
cli-modules-skip-remote = reached through another program, not through a file
cli-modules-skip-same-file = the same file as { $module }
cli-modules-skip-trust-policy = has no tokens, only trusted authorities
cli-modules-skip-unreadable = its settings for p11-kit cannot be read: { $text }
cli-modules-skipped = left alone: { $path } ({ $text })
cli-names-seconds = a number of seconds, such as 0.5 or 30
cli-next = Next:
cli-no = no
cli-no-drivers = No driver for tokens was found on this computer, so no token can be seen. “parafa modules” says which ones were looked for.
cli-no-short = n
cli-no-such-token = No token that is plugged in fits “{ $token }”. Drivers asked: { $names }.
cli-no-tokens = No token is plugged in. Drivers asked: { $names }.
cli-pin-about-officer = This changes the officer's PIN (admin PIN, PUK) of the token itself, not the user's.
cli-pin-about-unblock = The officer (admin PIN, PUK) gives the user of the token a new PIN. Keys and certificates stay. Too many wrong admin PINs make the token useless for ever.
cli-pin-about-user = This changes the user's PIN of the token itself: not the password of a program such as SIUI, and not an activation key.
cli-pin-changed = The user's PIN was changed.
cli-pin-changed-officer = The officer's PIN was changed.
cli-pin-refused-here =
    { $count ->
        [one] one wrong PIN on this computer since the last good one
       *[other] { $count } wrong PINs on this computer since the last good one
    }
cli-pin-state-count-low = a wrong PIN was given since the last good one
cli-pin-state-final-try = one try is left
cli-pin-state-locked = locked
cli-pin-state-no-warning = no warning
cli-pin-state-not-set = never set
cli-pin-state-to-be-changed = must be changed first
cli-pin-state-unknown = not told
cli-pin-unblocked = The user has a new PIN. Keys and certificates are as they were.
cli-pin-unlocked-by = Unlocked by: { $text }
cli-profile-confirmed = confirmed by the authority
cli-profile-contact = Where papers are handed in, and who answers
cli-profile-days-left = { $days ->
    [one] wants { $days } day left
   *[other] wants { $days } days left
}
cli-profile-deadlines = Deadlines
cli-profile-draft = a draft, not confirmed by the authority
cli-profile-expect = it then says: “{ $text }”
cli-profile-fields = What will be asked
cli-profile-issuers = Issuers
cli-profile-missing = Texts without { $language }: { $count }
cli-profile-mode-csr = key and request are made here
cli-profile-mode-generator = the authority's own generator makes key and request; they are followed here
cli-profile-mode-pfx = the authority's installer makes the key; its file is taken over here
cli-profile-mode-vendor = the issuer's own tool makes the key on the token
cli-profile-on-demand = only with { $option }
cli-profile-papers = Papers
cli-profile-partly-confirmed = partly confirmed by the authority's own pages
cli-profile-questions = Still to be asked
cli-profile-requests = Certificates
cli-profile-required = needed
cli-profile-revoked-at = A certificate is revoked by
cli-profile-sources = Read on { $date } in:
cli-profile-steps = What is to be done
cli-profile-store-both = key in a file and on the token
cli-profile-store-either = key on the token or in a file, as you say
cli-profile-store-file = key in a file
cli-profile-store-token = key on the token
cli-profile-test = for trying only
cli-profile-unconfirmed = Still to be confirmed by the authority: { $count }
cli-profile-within-days = { $days ->
    [one] { $text }: within { $days } day
   *[other] { $text }: within { $days } days
}
cli-profile-within-hours = { $count ->
    [one] { $text }: within { $count } hour
   *[other] { $text }: within { $count } hours
}
cli-progress-files = { $done } of { $all } files read
cli-progress-traced = { $done } of { $all } certificates traced
cli-provider-forgotten = Forgotten: { $name }
cli-provider-none = No provider is known yet.
cli-renew-page = Renew at { $name }: { $page }, by { $date }.
cli-renew-replaces = Replaces the certificate of { $name }, serial { $serial }, valid until { $date }.
cli-report-certificates = Certificates
cli-report-days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
cli-report-days-over = { $count ->
    [one] over for { $count } day
   *[other] over for { $count } days
}
cli-report-error = does not work
cli-report-file = File
cli-report-findings = Findings
cli-report-good = In order
cli-report-info = good to know
cli-report-made = Checked on { $date } ({ $zone }) with { $program }.
cli-report-mark-certificate = certificate
cli-report-mark-file = file
cli-report-mark-holder = holder
cli-report-mark-key = key
cli-report-mark-serial = serial number
cli-report-mark-token = token
cli-report-mark-value = value
cli-report-masked = Persons are made unknown in this report: in place of names, numbers, addresses and files stand marks such as [holder 1]. The same mark always means the same.
cli-report-no-findings = Nothing was found.
cli-report-notes = Also said during the check
cli-report-path = Traced
cli-report-path-broken = to somebody who is trusted, but something is wrong on the way
cli-report-path-incomplete = not to its end: the certificate of an issuer is not here
cli-report-path-not-trusted = to somebody who is not trusted on this computer
cli-report-path-trusted = to somebody who is trusted
cli-report-phone = On the phone: say the number, such as P421. “parafa explain” and that number tell whoever helps you what it means.
cli-report-revocation = Revocation
cli-report-revocation-not-asked = nobody was asked
cli-report-revocation-unknown = nobody could say
cli-report-revoked = revoked since { $date }
cli-report-rules = Judged by the rules of
cli-report-state = State
cli-report-title = Certificate check
cli-report-token = Token
cli-report-warned = It works, with warnings
cli-report-warning = warning
cli-report-written = Written: { $path }
cli-report-wrong = It does not work
cli-request-done = The request is ready; its case is { $case }.
cli-request-opened = The case { $case } is open. No key is made here.
cli-request-planned = Nothing was done. This would be asked for:
cli-revoke-case = case { $case }
cli-revoke-clock = Done within { $count } hours of the request: asked for now, until { $date } UTC.
cli-revoke-depends = What else hangs on it
cli-revoke-final = A revoked certificate can never be used again.
cli-revoke-issuer = Issuer's support
cli-revoke-no-profile = No profile knows this issuer: its own pages say how it revokes. The serial number above is what it asks for.
cli-revoke-nothing = Nothing is revoked by this program; this is whom to tell, and what.
cli-revoke-page = Page
cli-revoke-phone = Phone
cli-revoke-provider = registered for { $name }
cli-revoke-reasons = Reasons
cli-revoke-same-key = the same key has another certificate: serial { $serial }. Revoke it by its own number.
cli-revoke-serial-asked = Serial, as asked
cli-revoke-serial-colon = Serial, with colons
cli-revoke-serial-decimal = Serial, decimal
cli-revoke-serial-groups = Serial, in groups
cli-revoke-serial-hex = Serial, hex
cli-revoke-steps = Steps
cli-revoke-successor = a newer certificate of the same holder: serial { $serial }. See that it works before.
cli-revoke-token = Seen on
cli-revoke-where = Where
cli-role-key = PIN of the key
cli-role-so = PIN of the officer
cli-role-user = PIN of the user
cli-secret-empty = it is empty
cli-secret-long = its first line has more than 4096 bytes
cli-secret-nul = it has a NUL character
cli-secret-unset = the variable is not set
cli-show-ca = authority: { $name }, serial { $serial }, until { $date }
cli-show-empty = Nothing is visible on this token.
cli-show-incomplete = Not everything on this token could be read.
cli-show-login = Keys show only after the PIN: “parafa show --login”.
cli-show-nothing-in-files = No certificate and no request was found there.
cli-show-placeholder = only a stand-in that the key signed itself
cli-show-valid = { $from } to { $until }
cli-sign-authority = with the certificate of
cli-sign-check = Others check it with: { $command }
cli-sign-digest = digest
cli-sign-done = { $file } is signed by { $name }.
cli-sign-file = signature
cli-slow-call = The driver { $module } is busy with { $call }. Please leave the token plugged in; it may take up to { $limit } seconds.
cli-state-awaiting = waits for its certificate
cli-state-expired = expired
cli-state-expiring =
    { $days ->
        [one] ends in one day
       *[other] ends in { $days } days
    }
cli-state-mismatch = certificate and key do not fit
cli-state-no-key = its key is not here
cli-state-not-yet = not yet valid
cli-state-unknown = not known
cli-state-valid = valid
cli-store-both = in a file, with a copy on the token
cli-store-file = in a file
cli-store-token = on the token
cli-table-address = Address
cli-table-case = Case
cli-table-driver = Driver
cli-table-file = File
cli-table-holder = Holder
cli-table-id = Id
cli-table-issuer = Issuer
cli-table-key = Key
cli-table-label = Label
cli-table-model = Model
cli-table-path = Path
cli-table-pin = PIN
cli-table-pin-length = PIN length
cli-table-pin-pad = PIN pad
cli-table-serial = Serial
cli-table-so-pin = Officer PIN
cli-table-state = State
cli-table-subject = Subject
cli-table-token = Token
cli-table-until = Valid until
cli-table-valid = Valid
cli-table-version = Version
cli-tidy-dry = Nothing was removed. “parafa tidy --remove” removes what has another in its place, after its proof; for the rest there is “parafa delete”.
cli-tidy-duplicate = there twice
cli-tidy-expired = expired on { $date }, and nothing is in its place
cli-tidy-expired-replaced = expired on { $date }; { $next } is in its place
cli-tidy-kept = Kept, since what is in its place could not be proved: { $name }
cli-tidy-nothing = Nothing is left over.
cli-tidy-orphaned = its private key is not here
cli-tidy-row = { $name }, serial { $serial }: { $why }
cli-tidy-superseded = superseded by { $next }
cli-to-be-confirmed = to be confirmed by the authority
cli-todo-deadline =
    { $days ->
        [0] { $text }: today is the last day
        [one] { $text }: { $days } day left
       *[other] { $text }: { $days } days left
    }
cli-todo-expired = The certificate of { $name } has run out.
cli-todo-expiring =
    { $days ->
        [0] The certificate of { $name } ends today.
        [one] The certificate of { $name } ends in { $days } day.
       *[other] The certificate of { $name } ends in { $days } days.
    }
cli-todo-if-lost = If something is lost: { $text }
cli-todo-if-skipped = ! If it is left out: { $text }
cli-todo-nothing = There is nothing to do now.
cli-todo-renewal = { $days ->
    [0] Last day to renew the certificate of { $name }: today.
    [one] { $days } day left to renew the certificate of { $name }.
   *[other] { $days } days left to renew the certificate of { $name }.
}
cli-todo-unfinished = An import onto a token was cut off: { $name }.
cli-todo-usual = { $days ->
    [one] Usually takes { $days } day.
   *[other] Usually takes { $days } days.
}
cli-token-blank = (blank: not initialised)
cli-token-changed = The token was changed.
cli-token-error = (did not answer)
cli-token-heading = { $label } (serial { $serial })
cli-token-nothing-changed = Nothing on the token was changed.
cli-token-unknown = It is not known whether the token was changed.
cli-token-unrecognised = (not known to this driver)
cli-unnamed = (no name)
cli-usage-takes-none = { $option } takes no value
cli-usage-twice = { $option } can be given once only
cli-usage-unexpected = nothing is expected at “{ $value }”
cli-usage-utf8 = a value is not valid text (UTF-8)
cli-usage-without = { $option } means nothing without { $other }
cli-usb-denied = This user may not open it.
cli-usb-seen = Plugged in, though no reader shows it: the USB device { $name } ({ $text }).
cli-warning = Note:
cli-yes = yes
cli-yes-short = y

tui-action-add = add
tui-action-again = look again
tui-action-all = all
tui-action-asn1 = ASN.1
tui-action-back = back
tui-action-bundle = a file for the helpdesk
tui-action-changes = old and new
tui-action-check = check
tui-action-command = command line
tui-action-compare = compare
tui-action-complete = take the name
tui-action-copy = copy the serial number
tui-action-copy-command = copy the command line or the address
tui-action-delete = delete from the token
tui-action-details = details
tui-action-done = done
tui-action-down = down
tui-action-drivers = why is my token not seen?
tui-action-every-form = all it says
tui-action-export = save to a file
tui-action-fields = more fields
tui-action-folder = other folder
tui-action-forget = forget
tui-action-help = help
tui-action-import = import a key file
tui-action-init = set up this token anew (everything on it goes)
tui-action-install = install what I received
tui-action-key = other key type
tui-action-language = other language
tui-action-later = later
tui-action-line-before = line before
tui-action-log = what the program noted
tui-action-more = all about this step
tui-action-new = new certificate
tui-action-next-choice = next value
tui-action-next-line = next line
tui-action-next-token = next token
tui-action-open = open a file
tui-action-other-form = other form of the serial number
tui-action-page-down = a page down
tui-action-page-up = a page up
tui-action-pin = PIN
tui-action-practise = practise
tui-action-practise-end = end practising
tui-action-providers = providers
tui-action-quit = quit
tui-action-report = save page
tui-action-request-key = new request for it
tui-action-show = show it
tui-action-tick = done, when?
tui-action-tidy = what is left over
tui-action-tidy-folder = look through a folder
tui-action-toggle = tick or untick
tui-action-token-before = token before
tui-action-up = up
tui-address = Open this address in a browser:
tui-address-keys = Back at the step, y copies it, and d notes the day when it is done.
tui-adopt-hint = Type, paste or drop the folder in which the generator put its requests. Nothing in it is changed; one small file (receipt.toml) is added.
tui-advice-driver = If the driver of your token is not in this list, install the software that came with the token, then look again.
tui-advice-plug = If your token is new or was just plugged in, wait some seconds, then look again.
tui-already = { $file }: this certificate was on the token before.
tui-ask-browse = Your browser will be opened with the page { $url }. Do you want that?
tui-ask-forget = Forget { $name }? Its cases and certificates stay.
tui-ask-forget-certificate = Forget the certificate of { $name }? Nothing on a token changes; it only is not shown among the remembered ones any more.
tui-ask-practise = Whose certificate shall be practised? A pretend token is made, and the whole path is played on it with made-up names. Nothing of yours is touched.
tui-calendar-hint = A new file for your calendar program, for example parafa.ics.
tui-call-destroy = An object is taken off the token
tui-call-end = The driver comes to its end
tui-call-generate = The token makes a key
tui-call-init = The token is set up anew
tui-call-login = The token checks the PIN
tui-call-pin = The token changes a PIN
tui-call-read = The token is read
tui-call-sign = The token signs
tui-call-slots = The driver looks for tokens
tui-call-start = The driver starts
tui-call-write = The token is written to
tui-case-deadline = { $days ->
    [0] last day: { $text }
    [one] 1 day ({ $date }): { $text }
   *[other] { $days } days ({ $date }): { $text }
}
tui-case-deadline-over = over since { $date }: { $text }
tui-case-done = done
tui-case-first = first certificate
tui-case-for = For { $names }
tui-case-more = … m shows the rest
tui-case-new = New certificate
tui-case-old = Old certificate
tui-case-over = Noted. All steps of this case are done.
tui-case-progress = { $count } of { $limit } steps done
tui-case-renewal = renewal
tui-case-renewal-of = renewal of { $name }
tui-case-step = Step { $position }
tui-case-todo = can be done now
tui-case-unconfirmed = to be confirmed by the authority
tui-case-waiting = waits for another step
tui-certificates = Certificates on this token
tui-chain = certificate of an authority: { $name }
tui-check-all = all findings
tui-check-few = the important ones
tui-check-hidden = { $count ->
    [one] { $count } more finding: a
   *[other] { $count } more findings: a
}
tui-check-online = ask the issuers
tui-check-sign = with the PIN: try the key
tui-command-calendar = Dates for your calendar
    .find = ics outlook remind appointment deadline
tui-command-check = Will this certificate work?
    .find = check verify valid good works judge
tui-command-compare = Compare what is registered
    .find = identical same different serial issuer registered authority typed wrong refused zero decimal
tui-command-connect = Try the connection
    .find = online offline server website login tls https semaphore traffic light internet
tui-command-delete = Delete from the token
    .find = remove erase certificate key
tui-command-demo = Practise on a pretend token
    .find = try test learn show demonstration
tui-command-doctor = why is my token not seen?
    .find = not seen missing invisible reader driver broken help
tui-command-done = Tick a step of a case
    .find = finished done note number date
tui-command-explain = What does a number mean?
    .find = error code P041 message help problem
tui-command-export = Save this certificate to a file
    .find = export backup copy send cer pem p12 p7b
tui-command-forget = Forget a remembered certificate
    .find = drop clear list old
tui-command-form = Make the authority's papers
    .find = form print letter sign hand in registration
tui-command-identify = Which key does a file belong to?
    .find = csr match fits whose unknown file
tui-command-import = Import a key file onto the token
    .find = p12 pfx restore backup key put
tui-command-init = Set a token up anew
    .find = initialise format blank erase label
tui-command-install = Install what the authority sent
    .find = received mail arrived cer file put write
tui-command-modules-add = Add a driver
    .find = dll so library install driver module
tui-command-modules-list = The drivers, and why a token is not seen
    .find = not seen not found driver module missing
tui-command-modules-probe = Try every driver anew
    .find = retry reset forget driver module
tui-command-pin-change = Change the PIN
    .find = password code new other
tui-command-pin-status = The PINs of this token
    .find = tries left blocked locked state password
tui-command-pin-unblock = A new PIN, set by the officer
    .find = blocked locked forgotten puk unlock
tui-command-profiles-check = Check a profile that you wrote
    .find = toml own authority test
tui-command-profiles-list = What a certificate can be for
    .find = authority country siui kanta list
tui-command-profiles-show = All that is known of an authority
    .find = contact phone deadline rules steps issuer
tui-command-provider = Practices, pharmacies, companies
    .find = customer client practice pharmacy address data
tui-command-renew = Renew this certificate
    .find = expires ends extend prolong next year
tui-command-request = A new certificate
    .find = apply order first certificate csr key generate
tui-command-request-subject = A request of no authority
    .find = own csr subject server domain plain free other something else
tui-command-revoke = Revoke a certificate
    .find = lost stolen broken wrong block cancel invalid
tui-command-same = The same on the command line:
tui-command-show = All about this certificate
    .find = details serial issuer valid until
tui-command-sign = Sign a file
    .find = signature report invoice send cms p7s detached
tui-command-tidy = What is left over on the token
    .find = clean old expired remove space full
tui-command-todo = What to do now
    .find = what deadline case overdue next home
tui-command-tokens = The tokens that are plugged in
    .find = stick card reader usb list
tui-compare-as = another field
tui-compare-copy = copy what belongs there
tui-compare-hint = Paste or type what is registered at the authority: the serial number, the issuer or the holder. It is compared while you type.
tui-compare-taken = compared as: { $name }
tui-completed = Completed: { $file }
tui-connect-hint = The address where you log in with the certificate, as the authority names it. The server is looked at first; the PIN is asked only when it is trusted and asks who is there.
tui-copied = Copied: { $text }   (nothing to paste? Mark it with the mouse.)
tui-country-cz = Czech Republic
tui-country-fi = Finland
tui-country-it = Italy
tui-country-nl = Netherlands
tui-country-pl = Poland
tui-country-ro = Romania
tui-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
tui-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
tui-delete-all = The certificate and its key
tui-delete-all-about = The key goes for ever: nobody can bring it back, and a new certificate has to be bought. The certificate is saved to a file first. You will be asked to type a word.
tui-delete-certificate = The certificate only
tui-delete-certificate-about = Its key stays on the token. The certificate is saved to a file first, from which it can be installed again.
tui-delete-hint = Nothing is removed yet: first the program says exactly what goes, and asks you.
tui-delete-key = The key only
tui-delete-key-about = The key goes for ever: nobody can bring it back, and its certificates cannot be used any more. You will be asked to type a word.
tui-detail-id = Id
tui-detail-issuer = Issuer
tui-detail-key = Key
tui-detail-proof = Usable
tui-detail-serial = Serial
tui-detail-serial-keys = s other form   y copy
tui-detail-subject = Subject
tui-detail-token = Token
tui-detail-usage = For
tui-detail-validity = Valid
tui-done-by-itself = The program saw by itself that this is done; there is nothing to note.
tui-driver-added = It is looked for from the next start of the program on.
tui-driver-asked = being asked since { $seconds } s
tui-driver-crashed = it crashed
tui-driver-error = it answered with an error
tui-driver-hint = The file of the driver as its maker gave it: .so, .dylib or .dll.
tui-driver-hung = it did not answer in time
tui-driver-missing = its file is not there
tui-driver-ok = works
tui-drivers-absent = { $count ->
    [one] One more known driver is not on this computer.
   *[other] { $count } more known drivers are not on this computer.
  }
tui-drivers-found = (drivers found: { $count } of { $limit })
tui-drivers-none = No driver for tokens was found on this computer.
tui-enter-address = address
tui-enter-adopt = take over
tui-enter-all = show all
tui-enter-change = change
tui-enter-check = check
tui-enter-connect = connect
tui-enter-copy = copy
tui-enter-correct = correct
tui-enter-do = do it
tui-enter-done = done, when?
tui-enter-explain = explain
tui-enter-fewer = show fewer
tui-enter-form = make the paper
tui-enter-go-on = go on
tui-enter-how = how?
tui-enter-import = import
tui-enter-init = set it up
tui-enter-install = install
tui-enter-look = look, with the PIN
tui-enter-look-through = look
tui-enter-make = make
tui-enter-note = note it
tui-enter-open = open
tui-enter-open-case = open the case
tui-enter-pin = enter the PIN
tui-enter-plan = what exactly goes?
tui-enter-prove = prove
tui-enter-record = type the number
tui-enter-remove = remove
tui-enter-renew = renew
tui-enter-set-up = set it up
tui-enter-sign = sign
tui-enter-this = take this
tui-enter-unblock = set a new one
tui-enter-why = why?
tui-enter-write = write the file
tui-export-chain = with the certificates of its authorities
tui-export-chain-about = Some programs want the whole chain in one file. Only the authorities that are found beside the certificate are written.
tui-export-der = DER: the certificate as bytes (.cer)
tui-export-der-about = Windows and most health authorities take this form.
tui-export-der-one = The DER form holds one certificate only. Choose PEM or P7B for the authorities' certificates.
tui-export-folder = Into the folder { $path }
tui-export-go = Write the file
tui-export-go-about = A new file is written; no file that is there is overwritten. The certificate is public: it may be sent by mail.
tui-export-hint = In which form, and into which folder? What is chosen now is what most programs take.
tui-export-key-stays = A key on a token cannot be copied out of it; no program can do that. The certificate can be written in the other forms.
tui-export-newest = Several certificates are in this file; the newest valid one is written.
tui-export-no-key = No private key is in this file.
tui-export-not = not possible
tui-export-p12 = P12: the certificate with its key, under a password
tui-export-p12-about = Whoever has this file and its password can sign in your name. You will be asked for a new password, twice.
tui-export-p12-old = P12 for old programs
tui-export-p12-old-about = The same in an old cipher that protects less: only where a program does not open the other P12.
tui-export-p7b = P7B: a bundle of certificates (.p7b)
tui-export-p7b-about = For the certificate together with those of its authorities.
tui-export-pem = PEM: the certificate as text (.pem)
tui-export-pem-about = Text between a BEGIN and an END line; most programs and web pages take it.
tui-field-cut = That is too long for a line: only the first { $count } characters were taken.
tui-fields-hint = * is needed. Everything is judged while you type; nothing is sent anywhere.
tui-file-nothing = No certificate is in it.
tui-final-try = One PIN try is left on { $token } (serial { $serial }). If the PIN is wrong, it locks.
tui-folder-gone = { $path } (is not there any more)
tui-folder-hint = Type, paste or drop a folder that exists. The files are written into it; nothing in it is overwritten.
tui-form-again = the same once more
tui-form-again-of = { $label }, once more
tui-form-choices = One of these is taken: { $names }. The space bar goes through them.
tui-form-colon = colons
tui-form-decimal = decimal
tui-form-default = Left empty, it is “{ $value }”.
tui-form-differs = ✗ The two are not the same.
tui-form-example = Such as { $value } (made up).
tui-form-go = go on
tui-form-go-hint = Goes on when everything that is needed is there; else to the first line that lacks something.
tui-form-groups = hex in groups
tui-form-hex = hex
tui-form-lookup = It stands in: { $name }
tui-form-may = { $label } · may stay empty
tui-form-needed = { $label } · needed
tui-form-remember = remember this with { $name }
tui-form-remember-hint = Ticked, it is kept on this computer with the provider, so that it need not be typed again. Not ticked, it is used now and not written down.
tui-form-same = ✓ The two are the same.
tui-form-used-as = It is used as: { $value }
tui-help-moving = ↑ ↓ PgUp PgDn  move in a list; the mouse does it, too
tui-help-safe = Looking changes nothing. Before anything is written you are asked.
tui-help-stop = Ctrl-C stops after the running call; a second Ctrl-C stops at once.
tui-identify-hint = A certificate or a request: which key, which case, which token is it from?
tui-import-hint = Type, paste or drop a file with a private key (.p12, .pfx, .pem).
tui-init-hint = Everything on the token goes, for ever: keys, certificates, PINs. Never do this to unlock a PIN. Before it happens you are told what is on it, and asked.
tui-init-label = The token's new name
tui-init-label-hint = A name of your choice, such as “Farmacia Test”; at most 32 letters.
tui-install-hint = Type, paste or drop the file or folder that the authority sent.
tui-installed = Installed: { $name }, valid until { $date }
tui-installed-nothing = Nothing was installed.
tui-installed-old-gone = The old certificate { $serial } was replaced.
tui-installed-old-kept = The old certificate { $serial } is still on the token.
tui-installed-serial = Serial number { $serial }
tui-job-call = { $text }: since { $seconds } s
tui-job-call-usual = { $text }: since { $seconds } s, usually about { $limit } s
tui-job-catalogue = Looking up the authorities
tui-job-connect = Talking to the server
tui-job-delete = Removing. Leave the token plugged in.
tui-job-drivers = The drivers are tried
tui-job-export = Writing the file
tui-job-form = Making the papers
tui-job-import = Importing. Leave the token plugged in.
tui-job-init = Setting the token up. Leave it plugged in.
tui-job-install = Installing
tui-job-look = Looking at the token
tui-job-look-through = Looking through what is there
tui-job-make = Making keys and requests. Leave the token plugged in.
tui-job-open = Opening the file
tui-job-pin = Changing the PIN. Leave the token plugged in.
tui-job-plan = Checking everything
tui-job-practise = The pretend token is made ready
tui-job-show = Opening it in another program
tui-job-sign = Reading and signing the file
tui-job-since = Since { $seconds } s
tui-job-slow = This takes longer than usual. Leave the token plugged in. After { $limit } s it is given up.
tui-job-slow-look = This takes longer than usual. After { $limit } s it is given up; nothing is lost.
tui-job-tick = Noting it
tui-job-waits = Waiting for the driver { $name }, which is still looking since { $seconds } s
tui-kept-never = It is used now and not written down.
tui-kept-on-demand = It is not kept unless you tick the line below it.
tui-kept-with = It is kept with { $name }.
tui-kept-with-case = kept with its case
tui-kept-with-this-case = It is kept with this case.
tui-key-after-pin = shows only after the PIN
tui-key-asks = asks for its PIN at each use
tui-key-born = made on the token
tui-key-delete = Del
tui-key-enter = Enter
tui-key-esc = Esc
tui-key-extractable = can be copied
tui-key-imported = put there from elsewhere, so that a copy may exist
tui-key-in-file = with its private key
tui-key-on-token = on the token
tui-key-page-down = PgDn
tui-key-page-up = PgUp
tui-key-space = Space
tui-key-stays = cannot be copied
tui-key-tab = Tab
tui-key-waits = A key that waits for its certificate. Do not remove it while the authority works on your request: the certificate fits this key only.
tui-keys-choose = ↑ ↓ choose   Enter take it   Esc none of them
tui-keys-line = Enter go on   Esc turn away
tui-keys-message = Enter or Esc close
tui-keys-progress = Esc stop after the running call
tui-keys-yes-no = y yes   n no   Esc no
tui-language-hint = It can be changed at any time with l.
tui-last-seen = last seen { $date } on { $token }
tui-log-empty = Nothing was noted. All went well until now.
tui-looking = Looking for tokens …
tui-looking-since = The driver { $name } is still looking for tokens, since { $seconds } s …
tui-made = Made. The files are in { $path }
tui-new-checked = { $name } · sources read on { $date }
tui-new-hint = Type a part of a name: of the authority, its system, the country.
tui-new-none = No authority is called so. Type less, or another word.
tui-no-key = nN
tui-noted = Noted.
tui-nothing = No token is plugged in.
tui-nothing-new = a new certificate: what is it for?
tui-nothing-open = open a certificate file
tui-nothing-practise = practise on a pretend token
tui-nothing-safe = Looking changes nothing; before anything is written you are asked.
tui-nothing-why = why is my token not seen?
tui-number-hint = Every message begins with a number, such as P041. Here you read what it means, what to do, and what the helpdesk will ask.
tui-off-asked = the issuers were asked
tui-off-check-away = Its token is not plugged in. A file of it can be checked.
tui-off-delete-away = Its token is not plugged in.
tui-off-delete-file = It is in a file. Parafa deletes no files.
tui-off-delete-nameless = The token tells neither id nor public key of it, so that nothing says for sure which one is meant. After the PIN more may show.
tui-off-forget-case = It is kept with its case.
tui-off-forget-file = It is in a file; the program does not remember it.
tui-off-forget-here = It is on a token that is plugged in, and would be remembered again at the next look.
tui-off-no-address = first the address
tui-off-no-certificate = The chosen line has no certificate.
tui-off-no-command = Nothing is to be typed for this step.
tui-off-no-number = Type the number first.
tui-off-no-step = This case has no steps.
tui-off-no-text = Type or paste something first.
tui-off-no-token = No token is plugged in.
tui-off-no-token-key = No key on a token belongs to it.
tui-off-one-key = No other type of key is taken here, or no key is made.
tui-off-practise = On the command line, “parafa demo” shows everything on a pretend token.
tui-off-signed = The key was tried already.
tui-open-hint = Type, paste or drop a file. It is only looked at.
tui-opened-case = The case is open. Its folder is { $path }
tui-operation-generate = making a key
tui-operation-other = a change of the token
tui-operation-put = writing a certificate
tui-palette-hint = Type what you want to do, in your own words.
tui-palette-none = Nothing of that name. Try another word, or Esc.
tui-papers-hint = The papers still lack these values. They are used for the papers only.
tui-paste-binary = What was pasted is no text, so it was not taken. Open the file instead: type its path, or drop the file here.
tui-paste-elsewhere = A certificate was pasted; here it is of no use. Paste it on the first screen to look at it, or after “i” to install it.
tui-paste-key = What was pasted holds a private key. It was not taken, and it is wiped from the memory of this program. Keep it to yourself, and clear the clipboard.
tui-paste-long = What was pasted is too long to be of any use here. Nothing of it was taken.
tui-paste-no-path = What was pasted is more than one line, so it is no path of a file, and there is no certificate in it. Nothing of it was taken.
tui-pasted = (what was pasted, { $count } bytes)
tui-path-bundle = Into which new file for the helpdesk?
tui-path-report = Into which new file, such as check.html? It prints on A4.
tui-pin = PIN: { $text }
tui-pin-again = The same once more:
tui-pin-change = Change the user's PIN
tui-pin-change-officer = Change the officer's PIN (admin PIN, PUK)
tui-pin-count-low = wrong once or more
tui-pin-differs = The two are not the same. Type the new PIN again:
tui-pin-enter = Enter the PIN and see everything
tui-pin-enter-about = Keys show only after the PIN. It is the PIN of this token: not the password of a portal or a program such as SIUI, and not an activation key. It is sent to the token once and not kept.
tui-pin-final-try = ONE TRY LEFT
tui-pin-locked = LOCKED
tui-pin-no-warning = no warning
tui-pin-not-set = never set
tui-pin-of = Token { $token } (serial { $serial })
tui-pin-once = The PIN is sent to the token once. It is not kept.
tui-pin-state = The token says of this PIN: { $text }.
tui-pin-to-be-changed = must be changed first
tui-pin-unblock = The PIN is locked or forgotten: set a new one as the officer
tui-pin-unknown = not told
tui-plain-c = Country
tui-plain-c-hint = Two letters, for example RO.
tui-plain-cn = Name of the person or server
tui-plain-cn-hint = As it shall stand in the certificate (CN).
tui-plain-eku = Extended purposes
tui-plain-eku-hint = For example clientAuth, emailProtection, serverAuth, with commas. Only where your authority wants them in the request.
tui-plain-gn = Given name
tui-plain-hint = For an authority that the program does not know. Everything is judged while you type; nothing is sent anywhere.
tui-plain-key = Type of the key
tui-plain-key-hint = Space takes the next one. Ask your authority when in doubt.
tui-plain-ku = Purposes of the key
tui-plain-ku-hint = For example digitalSignature, nonRepudiation, with commas. Only where your authority wants them in the request.
tui-plain-l = Town
tui-plain-label = Label of the key
tui-plain-label-hint = What the key is called on the token. Nothing typed: the name above.
tui-plain-number = Number of the person
tui-plain-number-hint = The serialNumber of the subject, only where your authority wants it. Personal numbers are readable by everyone.
tui-plain-o = Organisation
tui-plain-optional = Only where your authority wants it.
tui-plain-ou = Department
tui-plain-san = Alternative names
tui-plain-san-hint = dns:server.example, email:name@example, with commas.
tui-plain-sn = Family name
tui-plain-store = Where the key lives
tui-plain-store-hint = token: nobody can copy this key, you neither. file: whoever has the file and its password has the key. both: made for a file, then put on the token.
tui-practice-line = Pretend token, PIN { $pin }: nothing here is real. t ends it.
tui-practise-general = Any certificate, no authority
tui-pretend = pretend
tui-profile-file-hint = A profile that you wrote: everything in it is checked, and nothing is kept.
tui-proof-after-pin = whether its key is here shows only after the PIN
tui-proof-match = The key fits the certificate: the public halves are the same.
tui-proof-mismatch = no: this certificate belongs to another key
tui-proof-no-key = no: its private key is not on this token
tui-proof-none = This key could not prove by itself that it fits.
tui-proof-signed = The key fits the certificate: it was tried.
tui-proof-there = yes: its private key is here, seen with the PIN
tui-provider-hint = What is typed here is offered for every certificate. An empty line takes a value out.
tui-provider-name = Name, as you call it
tui-provider-name-hint = A name of your choice; the official one is asked by the authority's own fields.
tui-providers-hint = Practices, pharmacies, companies: typed once, used for every certificate.
tui-providers-none = No provider is remembered yet.
tui-remembered = Remembered
tui-renew-plain = The new request, with the old data
tui-renew-plain-hint = No known authority issued this certificate. A new key is made on the token, and a request with the same data is written into the folder in which the program was started.
tui-review-case-hint = No key is made here. A case is opened that leads through the steps below, over days or weeks.
tui-review-existing = For the key { $name } that is there; none is made.
tui-review-files = Files
tui-review-folder = Into the folder { $path }:
tui-review-hint = This is signed exactly as it stands here. Nothing was made yet.
tui-review-more = … ↓ shows more
tui-review-new-folder = Into the new folder { $path }:
tui-review-next = What follows
tui-role-key = PIN of the key
tui-role-so = PIN of the officer
tui-role-user = PIN of the user
tui-shown = It is open in another program.
tui-sign-hint = The signature becomes a file of its own beside it (FILE.p7s); the file stays as it is.
tui-skipped = Not installed: { $file }
tui-skipped-other = left alone
tui-skipped-same = shows the tokens of another driver here
tui-skipped-trust = has no tokens, only trusted authorities
tui-state-awaiting = no certif.
tui-state-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
tui-state-ended = ended
tui-state-not-yet = not yet
tui-state-placeholder = stand-in
tui-state-valid = valid
tui-status-confirmed = confirmed
tui-status-draft = draft
tui-status-partly = partly confirmed
tui-step-day = Done on
tui-step-expect = It then says
tui-step-folder = Files
tui-step-lost = If lost
tui-step-note = Note
tui-step-on = On
tui-step-provider = For
tui-step-skipped = If left out
tui-step-usual = Usually takes
tui-step-value = Noted
tui-step-where = Where
tui-step-who = Who
tui-stopped = Stopped; nothing was changed.
tui-stopping = Stopping after the running call …
tui-store-both = In a file too
tui-store-both-means = You can restore it; so can anyone who has the file and its password. A copy is put on the token.
tui-store-file = In a file only
tui-store-file-means = No token is needed. Anyone who has the file and its password can use the key.
tui-store-hint = This is decided now: a key that was made on a token never leaves it.
tui-store-token = On the token
tui-store-token-means = Nobody can copy this key, you neither. If the token breaks, you buy a new certificate.
tui-tick-day = On which day was it done?
tui-tick-day-hint = Year-month-day; today is { $date }.
tui-tick-place = On which computer?
tui-tick-place-hint = A name of your choice, such as “till 1”; another name adds another computer.
tui-tidy-duplicate = there twice
tui-tidy-expired = expired
tui-tidy-folder-hint = Type, paste or drop a folder. Its files are looked at; nothing is removed.
tui-tidy-goes = Ticked, it is removed after the certificate in its place was proved, and after it was saved to a file. Keys stay.
tui-tidy-hint = Nothing is removed yet. What has another in its place is ticked and can go; keys always stay.
tui-tidy-hint-folder = In { $path }. Files are only listed; nothing is removed.
tui-tidy-none-ticked = Nothing is ticked that could be removed.
tui-tidy-orphaned = no key
tui-tidy-stays-alone = It is not removed here: nothing that could be proved is in its place. Its own screen (d on the first screen) can remove it.
tui-tidy-stays-file = Files are only listed here; Parafa deletes no files.
tui-tidy-stays-orphaned = It is not removed here: nothing is in its place, and its key may be on another token.
tui-tidy-stays-unproved = It is not removed here: no key proves that the other copy is good.
tui-tidy-superseded = replaced
tui-title-adopt = Take over the generator's requests
tui-title-asn1 = ASN.1 of { $name }
tui-title-calendar = Dates for your calendar
tui-title-check = What was found
tui-title-command = The command line
tui-title-compare = Compare what is registered
tui-title-confirm = Are you sure?
tui-title-connect = Try the connection
tui-title-connected = How the connection went
tui-title-delete = Delete from the token
tui-title-details = All that the certificate of { $name } says
tui-title-doctor = Why is my token not seen?
tui-title-driver = A driver that the program does not know
tui-title-drivers = Why is my token not seen?
tui-title-export = Save to a file
tui-title-exported = What was written
tui-title-failed = That did not work
tui-title-fields = What has to be said
tui-title-fields-of = What has to be said of { $name }
tui-title-fields-whose = The fields of which authority?
tui-title-folder = Into which folder?
tui-title-help = What can be done here
tui-title-identify = Which key does this file belong to?
tui-title-import = Import a key file
tui-title-init = Set up a token anew
tui-title-install = Install what I received
tui-title-installed = What came of it
tui-title-language = Which language?
tui-title-log = What the program noted
tui-title-made = What was made
tui-title-new = New certificate: what is it for?
tui-title-new-pin = New { $role }
tui-title-note = Note
tui-title-number = What does this number mean?
tui-title-open = Open a certificate file
tui-title-palette = All that can be done
tui-title-papers = What the papers lack
tui-title-papers-for = Papers for whom?
tui-title-papers-made = Papers
tui-title-password = Password
tui-title-paste = Not taken
tui-title-pin = PINs
tui-title-plain = A request of no authority
tui-title-profile = What is known
tui-title-profile-file = Check a profile
tui-title-profiles = What can a certificate be for?
tui-title-provider-new = New provider
tui-title-providers = Providers
tui-title-purpose = What is your certificate for?
tui-title-question = Question
tui-title-renew = Renewal
tui-title-review = Make this?
tui-title-review-case = Open this case?
tui-title-revoke = Who revokes it
tui-title-sign = Sign a file
tui-title-signed = Signed
tui-title-step = All about this step
tui-title-store = Where shall the key live?
tui-title-tick = This step was done
tui-title-tidy = What is left over
tui-title-welcome = Welcome to Parafa
tui-title-which = Which certificates?
tui-title-whom = For whom?
tui-todo = What to do now
tui-todo-deadline = { $days ->
    [0] Last day ({ $date }): { $text } ({ $name })
    [one] 1 day left ({ $date }): { $text } ({ $name })
   *[other] { $days } days left ({ $date }): { $text } ({ $name })
}
tui-todo-deadline-over = Over since { $date }: { $text } ({ $name })
tui-todo-expired = Certificate ended on { $date }: { $name }
tui-todo-expiring = { $days ->
    [one] Certificate ends in { $days } day ({ $date }): { $name }
   *[other] Certificate ends in { $days } days ({ $date }): { $name }
  }
tui-todo-fewer = … show fewer
tui-todo-install = A key waits for its certificate: { $label }
tui-todo-more = { $count ->
    [one] … and 1 more
   *[other] … and { $count } more
}
tui-todo-renewal = { $days ->
    [0] Today is the last day to renew ({ $date }): { $name }
    [one] 1 day left to renew ({ $date }): { $name }
   *[other] { $days } days left to renew ({ $date }): { $name }
}
tui-todo-settle = Interrupted on { $date }: { $what }
tui-todo-step = { $name }: { $text }
tui-todo-step-of = { $name }, { $count } of { $limit } done: { $text }
tui-token-blank = This token is blank: it was never set up, and nothing can be read from it. A token that an issuer sold is set up by the issuer's own program.
tui-token-busy = This token is busy, since { $seconds } s. Everything else can be used meanwhile.
tui-token-changed = The token was changed.
tui-token-empty = Nothing is on this token.
tui-token-empty-before-pin = No certificate shows on this token. Keys show only after the PIN.
tui-token-nothing-changed = Nothing on the token was changed.
tui-token-reading = This token is being read …
tui-token-silent = This token does not answer. Take it out, plug it in again and wait some seconds.
tui-token-state-blank = blank
tui-token-state-busy = busy since { $seconds } s
tui-token-state-failed = could not be read
tui-token-state-read = { $count ->
    [0] no certificate
    [one] 1 certificate
   *[other] { $count } certificates
  }
tui-token-state-reading = being read …
tui-token-state-unrecognised = not recognised
tui-token-unknown = It is not known whether the token was changed.
tui-token-unreadable = This token could not be looked at
tui-token-unrecognised = This token cannot be read with this driver. Another driver may be the right one.
tui-tokens = Tokens
tui-too-small = Parafa needs a window of { $count } columns and { $limit } lines. Make it larger, or use the command line: parafa --help
tui-type-word = Type { $name } to go on:
tui-unnamed = (no name)
tui-usage-client = log-in to servers
tui-usage-code = signing programs
tui-usage-decrypt = decrypting
tui-usage-documents = signing documents
tui-usage-logon = log-in to Windows
tui-usage-mail = mail
tui-usage-qualified = qualified certificate
tui-usage-server = servers
tui-usage-sign = signing and log-in
tui-usage-time = time stamps
tui-usage-will = signatures that bind
tui-waits = Another step comes first: { $text }
tui-waits-not = If this one was done all the same, press d at the step and note the day.
tui-welcome = This program looks after the certificate on your token: it makes requests, puts in place what the authority sent, and proves that it works. Looking changes nothing; before anything is written you are asked.
tui-which-hint = The usual ones are ticked.
tui-which-none = Tick at least one.
tui-whom-first = The practice, pharmacy or company. What you type about it is asked only once.
tui-whom-hint = Tick one or several; the last line takes a new one.
tui-whom-new = new
tui-whom-nobody = Enter on the empty last line goes on without a name; what you type is then kept with this case only.
tui-whom-type = A new one
tui-whom-type-hint = Type its name as you call it; its data are asked next.
tui-why-ends = After that day nothing that is signed with it counts. Ask your authority for a new one in time; what is on the token stays until then.
tui-yes = yes
tui-yes-key = yY
