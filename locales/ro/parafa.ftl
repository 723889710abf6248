### Parafa în română. Aceleași id-uri, aceeași ordine și aceleași valori ca în locales/en/parafa.ftl; descrierea lor stă acolo.
###
### Cuvinte pe ecran: certificat, driver, token, cerere, de făcut, token de probă, furnizor, dosar, fișier.
### Nu recomandați niciodată inițializarea unui token și nici ghicirea unui PIN.

## Numbers: what happened (.cause why, .ask what the helpdesk asks)

err-address-unfit = „{ $value }” nu este o adresă la care se poate face conectarea: { $reason ->
        [other_protocol] { $text } nu se folosește aici, numai https.
       *[other] o adresă arată ca https://www.example.org/cale.
    }
    .cause = Autentificarea cu certificat se face prin https, la un calculator, cu port și cale la alegere. Un nume de utilizator sau o parolă în adresă este refuzată, fiindcă alții le-ar putea citi în lista programelor.
    .ask = Ce scrie exact în scrisoarea sau pe pagina care dă adresa?
err-alt-name-invalid = „{ $value }” nu poate fi folosit ca nume suplimentar.
    .cause = Numele suplimentare se scriu dns:host.example sau email:name@host.example.
    .ask = Este un nume de calculator sau o adresă de e-mail?
err-answers-invalid = Fișierul cu răspunsuri { $file } nu poate fi folosit: linia { $position }, { $field }: { $text }.
    .cause = Fișierul are id-ul profilului și un tabel de valori, așa cum îl afișează „parafa profiles show PROFIL --answers”.
    .ask = Cu ce program a fost modificat fișierul?
err-attribute-charset = { $field } conține un caracter care nu este permis acolo: „{ $value }”.
    .cause = Unele părți ale unui nume permit numai litere simple, cifre și câteva semne.
    .ask = Cum scrie autoritatea această valoare?
err-attribute-too-long =
    { $limit ->
        [one] Valoarea { $field } este prea lungă: cel mult un caracter.
        [few] Valoarea { $field } este prea lungă: cel mult { $limit } caractere.
       *[other] Valoarea { $field } este prea lungă: cel mult { $limit } de caractere.
    }
    .cause = Limita este pusă de standardul pentru nume, iar autoritățile refuză ce o depășește.
    .ask = Există o formă oficială mai scurtă a numelui?
err-attribute-unknown = „{ $value }” nu este o parte de nume cunoscută.
    .cause = Se cunosc CN, O, OU, C, L, ST și altele; oricare alta se scrie prin numărul ei (OID).
    .ask = Cum se numește partea în instrucțiunile autorității?
err-backup-not-completed = Certificatul nu a fost adăugat în fișierul cu cheia lui, { $file }.
    .cause = Fișierul a fost mutat, ori parola lui nu a fost dată sau nu este cea bună. Pe token s-a scris totuși tot ce trebuia.
    .ask = Unde este acum fișierul și cine îi știe parola?
err-begins-later = Certificatul lui { $name } este valabil abia de la { $date }.
    .cause = A fost emis în avans, sau ceasul acestui calculator este greșit.
    .ask = Ce dată arată ceasul calculatorului?
err-card-exclusive = Alt program păstrează numai pentru el cardul din { $name }.
    .cause = Un program care lucrează cu un card le poate ține pe celelalte afară până când termină.
    .ask = Ce programe care folosesc tokenul sunt deschise?
err-card-helper-missing = Programul ajutător care întreabă de cititoare nu este la locul lui: { $path }.
    .cause = El stă lângă acest program și a venit odată cu el; fără el nu se știe nimic despre cititoare și carduri. Driverele sunt întrebate totuși.
    .ask = A fost copiat programul aici fără celelalte fișiere ale lui?
err-card-library-missing = Biblioteca serviciului pentru carduri inteligente lipsește de pe acest calculator: { $text }.
    .cause = La cititoare se ajunge printr-un serviciu al sistemului și biblioteca lui. Pe acest calculator nu a fost instalat niciodată sau a fost înlăturat.
    .ask = A funcționat vreodată tokenul pe acest calculator?
err-card-mute = Cardul din { $name } nu răspunde.
    .cause = Este pus invers, are contactele murdare sau este defect.
    .ask = Răspunde alt card în acest cititor sau acest card în alt cititor?
err-card-service-denied = Serviciul pentru carduri inteligente nu permite accesul acestui utilizator ({ $text }).
    .cause = Sistemul permite cititoarele numai unor utilizatori sau numai celui care stă la calculator; la distanță refuză adesea.
    .ask = Stați la calculator sau lucrați pe el de pe altul?
err-card-service-failed = Serviciul pentru carduri inteligente nu a dat un răspuns folositor: { $text }.
    .cause = Serviciul sau driverul unui cititor a eșuat.
    .ask = Ajută dacă scoateți toate cititoarele și reporniți calculatorul?
err-card-service-missing = Serviciul pentru carduri inteligente nu rulează pe acest calculator ({ $text }), așa că niciun program nu poate vedea un token într-un cititor.
    .cause = Serviciul este oprit, dezactivat sau nu este instalat.
    .ask = A funcționat tokenul înainte pe acest calculator și a fost calculatorul actualizat de atunci?
err-card-service-silent = Serviciul pentru carduri inteligente al acestui calculator nu a răspuns în { $seconds } s; driverele care îl întreabă au fost lăsate în pace.
    .cause = Serviciul este blocat, de regulă de un cititor sau de un token; orice driver care îl întreabă s-ar bloca odată cu el.
    .ask = Văd alte programe tokenul chiar acum?
err-card-unknown = Niciun driver de pe acest calculator nu citește cardul din { $name } și el nu este printre cele cunoscute aici ({ $text }).
    .cause = Fiecare fel de card are nevoie de driverul producătorului său; după răspunsul lui acesta nu a putut fi recunoscut.
    .ask = Ce scrie pe token sau pe card și cine l-a emis?
err-case-not-found = Nu există cazul „{ $value }”.
    .cause = O cerere în curs este reținută pe calculatorul pe care a fost începută.
    .ask = Pe ce calculator a fost făcută cererea?
err-case-under-way = Acest certificat este deja în curs de înlocuire, în cazul { $value }. Nu s-a deschis un al doilea caz.
    .cause = Un caz care înlocuiește același certificat este încă deschis.
    .ask = A fost începută reînnoirea mai devreme, poate de altcineva?
err-certificate-awaited = Cheia { $name } nu are certificat.
    .cause = O cheie a fost creată, iar certificatul ei încă nu a fost instalat.
    .ask = A fost trimis deja un certificat, și unde este fișierul?
err-certificate-damaged = Certificatul din { $file } este deteriorat: { $text }.
    .cause = O parte lipsește sau a fost schimbată pe drum.
    .ask = Cum a ajuns fișierul și a fost el deschis și salvat cu alt program?
err-certificate-ended = Certificatul lui { $name } a expirat la { $date }.
    .cause = După ultima zi niciun serviciu nu mai acceptă certificatul, iar el nu mai poate fi folosit.
    .ask = A fost deja reînnoit, poate pe alt token?
err-certificate-not-asked = { $address } ne-a lăsat să intrăm fără să ceară certificatul, deci al dumneavoastră nu a fost încercat.
    .cause = Această adresă este deschisă tuturor, sau serverul cere certificatul numai la altă pagină.
    .ask = Care pagină cere certificatul în browser?
err-certificate-refused = Serverul a refuzat certificatul lui { $name }: { $reason ->
        [certificate_expired] a expirat.
        [certificate_revoked] este revocat.
        [unknown_ca] serverul nu îi cunoaște emitentul.
        [bad_certificate] găsește ceva greșit la el.
        [unsupported_certificate] nu acceptă certificate de acest fel.
        [certificate_unknown] nu îl acceptă.
        [access_denied] este bun, dar nu are niciun drept acolo.
        [certificate_required] vrea un certificat și nu a văzut niciunul.
        [handshake_failure] nu îl acceptă și nu spune de ce.
        [decrypt_error] semnătura nu l-a convins.
        [internal_error] are el însuși o problemă.
       *[other] a trimis „{ $reason }”.
    }
    .cause = Serverul s-a uitat la certificat și a încheiat discuția. Cuvântul trimis este cel din standard (RFC 8446, secțiunea 6.2).
    .ask = Este certificatul înregistrat acolo? Este nou și a fost înregistrat după ce a fost emis?
err-certificate-revoked = Certificatul lui { $name } este revocat din { $date }: { $reason ->
        [keyCompromise] se spune că cheia lui a ajuns în alte mâini.
        [cACompromise] se spune că cheia autorității a ajuns în alte mâini.
        [affiliationChanged] apartenența titularului s-a schimbat.
        [superseded] altul i-a luat locul.
        [cessationOfOperation] nu mai este necesar.
        [certificateHold] este suspendat, ceea ce poate fi ridicat.
        [privilegeWithdrawn] dreptul titularului a fost retras.
       *[other] nu este dat niciun motiv.
    }
    .cause = O spune emitentul, într-o listă sau un răspuns semnat de el. Nimeni nu mai acceptă certificatul.
    .ask = Cine a cerut revocarea? A fost emis un certificat mai nou?
err-chain-not-found = Lângă el nu s-a găsit certificatul emitentului: nu s-a adăugat nimic.
    .cause = Se ia numai ce este pe același token sau în același fișier.
    .ask = A trimis emitentul și certificatele lui?
err-check-failed = Ceva nu este în regulă: { $count } dintre constatările de mai sus.
    .cause = Cel puțin o constatare înseamnă că un certificat nu funcționează, sau nu la această autoritate.
    .ask = Ce număr stă primul în listă?
err-cipher-unsupported = { $file } este criptat într-un fel care nu poate fi citit: { $text }.
    .cause = Fișierul indică un cifru pe care niciun program obișnuit nu îl scrie sau cere mai mult calcul decât orice fișier cinstit.
    .ask = Ce program a făcut fișierul?
err-clock-early = Ceasul acestui calculator arată { $date }, o dată dinainte ca acest program să existe.
    .cause = Ceasul este greșit, așa că nu se poate spune nimic sigur despre valabilitate.
    .ask = S-a consumat bateria ceasului din calculator?
err-closed-after-certificate = Serverul a văzut certificatul lui { $name } și a închis conexiunea fără un cuvânt.
    .cause = Cele mai multe servere fac așa când nu acceptă un certificat; unele, când sunt supraîncărcate.
    .ask = Se întâmplă la fel după un minut? Este certificatul înregistrat acolo?
err-cloud-signed-out = Driverul { $module } ține cheile la furnizor, iar dumneavoastră nu sunteți autentificat acolo ({ $call }: { $ckr }).
    .cause = Cheile unui astfel de certificat se află în calculatoarele furnizorului. Driverul ajunge la ele numai cât timp programul furnizorului de pe acest calculator este autentificat; aceasta încetează după câteva ore.
    .ask = Arată programul furnizorului că sunteți autentificat?
err-command-unknown =
    { $near ->
        [none] Nu există comanda „{ $command }”.
       *[other] Nu există comanda „{ $command }”. Poate ați vrut „{ $near }”?
    }
    .cause = A fost scrisă greșit sau nu există în această versiune.
    .ask = Ce versiune este instalată și ce s-a tastat?
err-config-invalid = Setările din { $file } nu pot fi folosite: { $text }.
    .cause = Fișierul a fost schimbat de mână sau de o altă versiune.
    .ask = Cine a schimbat ultimul fișierul?
err-confirmation-needed =
    { $word ->
        [none] Este nevoie de o confirmare și nu este nimeni care să răspundă: { $value }, pe { $token }.
        [file] Cele de mai sus au nevoie de un „da” înainte de a fi scrise și nu are cine să fie întrebat: { $value }.
       *[other] O cheie ar dispărea definitiv și nu este nimeni care să răspundă: { $value }, pe { $token }. Cuvântul de confirmare este „{ $word }”.
    }
    .cause = Ceva s-ar pierde sau s-ar schimba definitiv, iar asta nu se face niciodată fără un „da”.
    .ask = Comanda este rulată de un script și pierderea este intenționată?
err-connecting = Se face conectarea la { $address }.
    .cause = Comanda „connect” merge la această adresă. Serverul vede adresa acestui calculator și, dacă o cere și este de încredere, certificatul dumneavoastră.
    .ask = Este adresa pe care o dă autoritatea?
err-container-closed = { $file } este un fișier PKCS#12: conținutul lui se vede numai cu parola.
    .cause = Astfel de fișiere țin sub parolă o cheie privată și, de regulă, certificatele ei.
    .ask = Cine a făcut fișierul și unde a fost notată parola lui?
err-container-damaged = { $file } este deteriorat: { $text }.
    .cause = Părțile din interior nu se potrivesc între ele, sau fișierul este mai scurt decât spune el însuși.
    .ask = S-a trunchiat fișierul pe drum sau a fost deschis într-un editor?
err-control-character = { $field } conține un caracter invizibil, la poziția { $position }.
    .cause = Probabil a fost copiat odată cu textul, din alt program.
    .ask = De unde a fost copiat textul?
err-country-invalid = „{ $value }” nu este un cod de țară.
    .cause = Țara se scrie cu două litere mari, de exemplu RO, CZ, NL.
    .ask = La ce țară vă referiți?
err-date-invalid =
    { $reason ->
        [future] Ziua { $value } este în viitor; astăzi este { $date }.
       *[form] „{ $value }” nu este o dată. O dată arată așa: { $date }.
    }
    .cause = Termenele se socotesc din ziua în care a fost făcut un pas.
    .ask = În ce zi s-a făcut?
err-declined = Oprit, deoarece răspunsul a fost nu.
    .cause = La o întrebare s-a răspuns cu nu sau nu a fost tastat cuvântul cerut.
    .ask = Răspunsul „nu” a fost intenționat?
err-device-denied = Acest utilizator nu are voie să deschidă dispozitivul USB { $name } ({ $text }), care pare a fi un token.
    .cause = Sistemul dă dispozitivul numai altor utilizatori.
    .ask = Funcționează tokenul pentru administratorul calculatorului?
err-device-without-reader = Dispozitivul USB { $name } ({ $text }) pare a fi un token, dar calculatorul nu arată niciun cititor pentru el.
    .cause = Sistemul nu are driver pentru acest dispozitiv sau serviciul pentru carduri inteligente nu îl preia.
    .ask = A anunțat sistemul un dispozitiv nou când a fost introdus?
err-driver-blind = Pare a fi { $token }, pentru driverul { $name }, care este pe acest calculator, dar nu îl citește.
    .cause = Driverul este prea vechi pentru acest token, a eșuat sau tokenul a fost pregătit de altul.
    .ask = Îl vede programul propriu al tokenului?
err-driver-missing = Pare a fi { $token }. Driverul lui nu este instalat pe acest calculator: { $name }.
    .cause = Fiecare fel de token are nevoie de driverul producătorului său. Fără el niciun program nu vede certificatul; tokenul însuși este în regulă.
    .ask = Cine v-a dat tokenul și a fost instalat programul lui chiar pe acest calculator?
err-ends-soon = Certificatul lui { $name } expiră la { $date }; zile rămase: { $count }.
    .cause = Un certificat este bun numai până în ultima sa zi; reînnoirile durează zile sau săptămâni.
    .ask = A fost deja începută reînnoirea?
err-entry-not-found = În { $file } nu este nicio cheie cu numele „{ $value }”. Există: { $names }.
    .cause = Un fișier poate ține mai multe chei, fiecare cu un nume.
    .ask = La care dintre nume vă referiți?
err-expired = Certificatul a expirat la { $date }.
    .cause = Certificatele sunt valabile un timp limitat.
    .ask = A fost comandat un certificat nou?
err-expired-refused = Certificatul { $file } a expirat la { $date } și nu a fost scris.
    .cause = Rareori se dorește scrierea unui certificat expirat.
    .ask = Este cel mai nou fișier trimis de autoritate?
err-extended-key-usage-unknown = „{ $value }” nu este o utilizare extinsă a cheii cunoscută. Se cunosc: { $names }.
    .cause = Se acceptă numele cunoscute sau un OID.
    .ask = Ce utilizare numesc instrucțiunile autorității?
err-field-doubtful =
    { $field }: „{ $value }” ar putea fi greșit. { $reason ->
        [length] Numărul de caractere trebuie să fie unul dintre: { $text }.
        [too-long] Numărul maxim de caractere este { $text }.
        [character] Caracterul de la poziția { $text } nu poate sta acolo.
        [invisible] La poziția { $text } este un caracter invizibil.
        [not-ascii] La poziția { $text } este o literă cu diacritice, care aici nu se acceptă.
        [leading-zero] Nu începe cu zero.
        [oid-root] Un astfel de număr începe cu 0, 1 sau 2.
        [oid-second] A doua parte este cel mult 39.
        [label] Partea „{ $text }” nu poate sta într-un astfel de nume.
        [single-label] Este nevoie de numele întreg, cu domeniu.
        [ip-address] Este nevoie de un nume, nu de o adresă din numere.
        [semantics-type] Începe cu un tip care nu există.
        [check-digit] Cifra de control ar trebui să fie { $text }: de regulă, s-a tastat greșit o cifră.
        [date] Data nașterii cuprinsă în el nu există.
        [county] Județul cuprins în el nu există.
        [serial] O parte a lui este dintre cele care nu se atribuie.
        [never-issued] Astfel de numere nu se atribuie.
        [cedilla] Literele ş și ţ au aici sedilă; în română se scriu ș și ț, cu virgulă.
       *[other] Comparați-l cu documentul.
    }
    .cause = Astfel de numere au o cifră sau o dată care arată greșelile de tastare. Numărul este folosit așa cum a fost tastat.
    .ask = Așa apare în registru, cifră cu cifră?
err-field-invalid =
    { $field }: „{ $value }” nu poate fi folosit. { $reason ->
        [empty] Este nevoie de o valoare.
        [pattern] Nu are forma cerută de autoritate.
        [choice] Se acceptă una dintre: { $names }.
        [length] Numărul de caractere trebuie să fie unul dintre: { $text }.
        [too-long] Numărul maxim de caractere este { $text }.
        [character] Caracterul de la poziția { $text } nu poate sta acolo.
        [invisible] La poziția { $text } este un caracter invizibil.
        [not-ascii] La poziția { $text } este o literă cu diacritice, care aici nu se acceptă.
        [leading-zero] Nu începe cu zero.
        [oid-root] Un astfel de număr începe cu 0, 1 sau 2.
        [oid-second] A doua parte este cel mult 39.
        [label] Partea „{ $text }” nu poate sta într-un astfel de nume.
        [single-label] Este nevoie de numele întreg, cu domeniu.
        [ip-address] Este nevoie de un nume, nu de o adresă din numere.
        [semantics-type] Începe cu un tip care nu există.
        [check-digit] Cifra de control ar trebui să fie { $text }: de regulă, s-a tastat greșit o cifră.
        [date] Data nașterii cuprinsă în el nu există.
        [county] Județul cuprins în el nu există.
        [serial] O parte a lui este dintre cele care nu se atribuie.
        [never-issued] Astfel de numere nu se atribuie.
       *[form] Nu este alcătuit ca un astfel de număr.
    }
    .cause = Ce ajunge la o autoritate este verificat înainte de a fi folosit.
    .ask = Cum apare în registru sau pe document?
err-field-not-kept = { $field } nu este păstrat niciodată de acest program.
    .cause = Este numărul unei persoane și este nevoie de el pentru un singur formular.
    .ask = Pentru ce formular este nevoie de el?
err-field-unknown = Nicio autoritate nu cere „{ $field }”. Câmpuri: { $names }.
    .cause = Valorile se păstrează sub numele pe care li le dau profilurile.
    .ask = Ce formular îl cere?
err-file-empty = Fișierul { $file } este gol.
    .cause = Probabil s-a întrerupt o descărcare sau o copiere.
    .ask = Ce mărime are fișierul la sursă?
err-file-exists = Fișierul { $file } există deja și nu este suprascris.
    .cause = Suprascrierea ar putea distruge singura copie a ceva.
    .ask = Ce conține fișierul și mai este nevoie de el?
err-file-is-archive = Fișierul { $file } este o arhivă ZIP.
    .cause = Programul nu caută în arhive.
    .ask = A fost dezarhivat fișierul după primire?
err-file-is-folder = { $file } este un dosar; este nevoie de un fișier.
    .cause = Această comandă primește câte un fișier.
    .ask = La care fișier din dosar vă referiți?
err-file-is-pipe = { $file } este o conductă cu nume (named pipe): nu s-a citit nimic din ea.
    .cause = O astfel de conductă așteaptă până când un program scrie în ea, poate la nesfârșit.
    .ask = Ce program scrie în ea?
err-file-not-found = Fișierul { $file } nu există.
    .cause = Calea este scrisă greșit sau fișierul a fost mutat.
    .ask = Unde a fost salvat fișierul și sub ce nume?
err-file-not-recognised = Fișierul { $file } nu este nici certificat, nici cerere de certificat, nici un pachet de astfel de date.
    .cause = Conținutul lui nu este PEM, DER, PKCS#7 și nici o cerere.
    .ask = Cum se numește fișierul la sursă și se deschide în altă parte?
err-file-too-large =
    { $limit ->
        [one] Fișierul { $file } este prea mare: cel mult un octet.
        [few] Fișierul { $file } este prea mare: cel mult { $limit } octeți.
       *[other] Fișierul { $file } este prea mare: cel mult { $limit } de octeți.
    }
    .cause = Certificatele și cererile sunt mici. Probabil este alt fișier.
    .ask = Este fișierul trimis de autoritate?
err-file-unreadable = Fișierul { $file } nu poate fi citit: { $text }.
    .cause = Sistemul nu permite citirea din acest cont, este vorba de un dosar sau discul are o eroare.
    .ask = Al cui este fișierul și pe ce disc se află?
err-final-try = A mai rămas o singură încercare de PIN, așa că nu s-a trimis nimic.
    .cause = Tokenul spune că următorul PIN greșit îl blochează. Programul se oprește aici: ultima încercare cere o hotărâre, nu o întâmplare.
    .ask = Aveți la îndemână scrisoarea cu PIN-ul chiar al acestui token?
err-fits-no-key = Certificatul { $file } nu se potrivește cu nicio cheie de pe token.
    .cause = Certificatul a fost făcut pentru cheia altei cereri sau cheia era pe alt token ori a fost ștearsă.
    .ask = Pe ce calculator și cu ce token a fost făcută cererea?
err-folder-needed = { $path } nu este un dosar.
    .cause = A fost indicat un dosar care nu există sau un fișier.
    .ask = Care este numele complet al dosarului și se află pe acest calculator?
err-form-left-out = Fără certificat, aceste documente au fost omise: { $names }.
    .cause = Ele arată ce spune numai certificatul, iar niciunul al acestei autorități nu a fost găsit pe un token sau printre cele reținute.
    .ask = Certificatul a sosit deja?
err-form-needs-certificate = Aceste documente au nevoie de un certificat și nu s-a găsit niciunul: { $names }.
    .cause = Nici tokenurile conectate, nici certificatele reținute nu au unul de la emitenții acestei autorități.
    .ask = Este tokenul conectat sau există un fișier cu certificatul?
err-form-unconfirmed = Încă neconfirmat de autoritate: { $names }.
    .cause = Nicio sursă publică nu spune cum dorește autoritatea acest lucru; profilul îl marchează.
    .ask = Ce spune autoritatea însăși despre aceasta?
err-generator-needed = { $field }: cererea o face generatorul autorității. Aici nu se face nicio cheie.
    .cause = Nicio sursă nu spune ce conține o asemenea cerere; una făcută pe ghicite este respinsă de portal, după zile.
    .ask = Primește autoritatea cereri făcute cu alt program?
err-http-odd = Serverul a răspuns { $status }: { $reason ->
        [told] { $text }
        [not_there] nu există o asemenea pagină.
       *[other] nu poate da această pagină acum.
    }
    .cause = Conexiunea s-a făcut și certificatul nu a fost refuzat; dar pagina nu a fost dată.
    .ask = Este corectă partea din adresă de după numele serverului?
err-http-refused = Serverul a răspuns { $status }: { $reason ->
        [told] { $text }
        [unauthorised] nu știe al cui este certificatul sau nu îl acceptă.
        [forbidden] cunoaște certificatul, dar nu îi dă dreptul la această pagină.
       *[other] nu a acceptat certificatul.
    }
    .cause = Conexiunea s-a făcut, iar serverul a refuzat după aceea. Dacă autoritatea spune ce înseamnă un asemenea răspuns, aici stau cuvintele ei.
    .ask = Este acesta certificatul înregistrat? De când?
err-id-mismatch = Certificatul lui { $name } are identificatorul altei chei.
    .cause = Programele caută cheia după identificator, o iau pe cea greșită și eșuează.
    .ask = Cu ce program a fost scris certificatul pe token?
err-id-replaced = Tokenul a dat alt id decât cel cerut: { $value }.
    .cause = Unele tokenuri își aleg singure id-urile.
    .ask = Ce marcă are tokenul?
err-id-shared = { $count } chei au același identificator, { $value }.
    .cause = Programele care aleg cheia după identificator o pot lua pe oricare.
    .ask = Ce programe au scris chei pe acest token?
err-import-unfinished = Cheia al cărei import a început la { $date } este pe tokenul { $token }, dar nu și tot ce ține de ea (cheia publică, certificatul). Pentru a termina: „{ $command }”. Pentru a o scoate de acolo: „parafa delete sha256:{ $key } --what key”.
    .cause = Importul a fost întrerupt după ce cheia a fost scrisă.
    .ask = Mai există fișierul cu cheia?
err-init-unfinished = Inițializarea tokenului { $token }, întreruptă la { $date }, a rămas la jumătate: PIN-ul utilizatorului nu a fost pus.
    .cause = Un token abia inițializat este gol și nimeni nu se poate autentifica până când nu i se pune PIN-ul utilizatorului.
    .ask = A fost oprit programul sau calculatorul în acea zi?
err-internal = Ceva nu a mers în interiorul acestui program: { $text }.
    .cause = Este o greșeală a noastră.
    .ask = Ce s-a făcut exact înainte?
err-interrupted = Întrerupt. Operația în curs a fost mai întâi terminată.
    .cause = S-a apăsat Ctrl-C sau sistemul a cerut închiderea programului.
    .ask = A fost intenționat?
err-issuer-foreign = Emitentul certificatului lui { $name } nu este unul numit de autoritate: { $value }.
    .cause = Sunt numiți: { $names }. Certificatele altora sunt de obicei refuzate.
    .ask = Cine a vândut certificatul?
err-issuer-missing = Lanțul lui { $name } se oprește aici: certificatul emitentului, { $text }, lipsește.
    .cause = Certificatul autorității nu este nici pe token, nici în fișiere, și nu este printre cele de încredere aici.
    .ask = Ce autoritate l-a emis? A fost trimis și un pachet cu certificatele ei?
err-issuer-not-listed = Emitentul certificatului, „{ $value }”, nu este cunoscut de { $name }.
    .cause = Profilul înșiră emitenții ale căror certificate sunt primite de autoritate.
    .ask = Acesta este certificatul dorit?
err-issuer-not-taken = Serverul spune ce emitenți acceptă, iar al lui { $name } nu este printre ei: { $text }.
    .cause = Serverele spun ale căror autorități certificate le acceptă. Poate este vorba de alt certificat, sau lista nu este completă.
    .ask = Mai sunt alte certificate pe token? Care este înregistrat?
err-issuer-test = Certificatul lui { $name } vine de la o autoritate de test: { $value }.
    .cause = Este bun pentru probe, și niciun serviciu real nu îl acceptă.
    .ask = A fost cerut un certificat de test?
err-issuer-unknown = Nicio autoritate de aici nu cunoaște emitentul „{ $value }”.
    .cause = Emitentul certificatului spune pentru ce autoritate este.
    .ask = Pentru ce autoritate sunt documentele?
err-java-key-store = { $file } este un depozit de chei Java (JKS), pe care îl deschide numai Java.
    .cause = JKS este o formă proprie a Java. Chiar Java îl transformă într-un fișier PKCS#12.
    .ask = Ce program a făcut fișierul și poate scrie .p12?
err-journal-damaged = Jurnalul programului era deteriorat. A fost pus deoparte ca { $path } și s-a început unul nou.
    .cause = Probabil calculatorul s-a oprit în timpul scrierii sau discul are o eroare.
    .ask = A fost o pană de curent sau discul s-a umplut?
err-journal-newer = Jurnalul din { $path } a fost scris de o versiune mai nouă a acestui program.
    .cause = Aici s-a folosit înainte o versiune mai nouă. Jurnalul rămâne cum este.
    .ask = Ce versiuni sunt instalate?
err-journal-unwritable = Ce se face cu tokenurile nu poate fi notat în { $path }: { $text }.
    .cause = Înaintea unei schimbări se notează ce se dorește, ca o întrerupere să nu piardă nimic. Fără notă nu se schimbă nimic.
    .ask = Este plin discul sau dosarul ține de alt cont?
err-key-absent = Cheia privată a lui { $name } nu este pe acest token.
    .cause = Cineva a copiat certificatul fără cheie, cheia a fost ștearsă, sau este pe alt token.
    .ask = Pe ce token a fost făcut certificatul?
err-key-broken = Cheia lui { $name } provine de la un cip defect (CVE-2017-15361, „ROCA”).
    .cause = Cheia privată poate fi calculată din cea publică. Așa a făcut-o cipul; nimeni nu a greșit.
    .ask = Ce model este tokenul și când a fost cumpărat?
err-key-can-leave = Cheia privată a lui { $name } poate părăsi tokenul.
    .cause = A fost importată, sau creată fără protecție: cine știe PIN-ul o poate copia.
    .ask = Cum a ajuns cheia pe token?
err-key-cannot-leave = O cheie de pe token nu poate fi copiată în afara lui; niciun program nu poate face asta.
    .cause = Cheia a fost făcută pe token tocmai ca să nu poată fi copiată. Numai certificatul ei poate fi exportat.
    .ask = La ce este nevoie de fișierul cu cheia?
err-key-does-not-sign = Cheia lui { $name } nu semnează ({ $text }).
    .cause = Tokenul a refuzat, sau semnătura nu se potrivește certificatului: nu sunt o pereche.
    .ask = A funcționat înainte, și ce s-a schimbat de atunci?
err-key-elsewhere = Certificatul din { $file } este pentru o cheie aflată la programul care a făcut cererea (cazul { $value }). Este păstrat în caz.
    .cause = Cererea a fost făcută de alt generator și numai preluată aici.
    .ask = Mai există dosarul generatorului, cu fișierele cheilor?
err-key-extractable = Cheia nouă poate fi copiată de pe token și nu a putut fi ștearsă.
    .cause = Tokenul a făcut cheia fără protecția cerută.
    .ask = Ce marcă are tokenul și este cumva un token de probă?
err-key-hidden = Dacă cheia privată a lui { $name } este acolo se vede abia după PIN.
    .cause = Cele mai multe tokenuri nu arată cheile private nimănui înainte de PIN.
    .ask = Este de față titularul tokenului, cu PIN-ul?
err-key-id-invalid = „{ $value }” nu este id-ul unei chei.
    .cause = Un id se scrie în perechi de cifre hexazecimale.
    .ask = De unde a fost copiat id-ul?
err-key-not-found = Nicio cheie nu corespunde cu „{ $value }”.
    .cause = Cheile se găsesc după id, număr de serie, etichetă, amprentă sau adresă. Unele se văd numai după PIN.
    .ask = Este tokenul potrivit și cheia a fost făcută pe el?
err-key-not-taken = Tokenul nu primește chei făcute în altă parte; nu s-a scris nimic.
    .cause = Unele carduri își fac singure cheile. S-a încercat predarea directă a cheii, apoi decriptarea ei de către token.
    .ask = Tokenul este făcut pentru chei din fișiere și emitentul permite asta?
err-key-not-there = Cheia nu mai este pe token.
    .cause = Era acolo când a început comanda. Poate a șters-o alt program.
    .ask = Lucrează alt program cu tokenul?
err-key-not-tried = Cheia lui { $name } nu a putut fi încercată: aici nici nu semnează, nici nu decriptează.
    .cause = Tokenul nu arată nicio cale de a folosi această cheie pe care programul să o știe.
    .ask = Cu ce program se folosește cheia?
err-key-pin-needed = Cheia cere un PIN propriu la fiecare folosire; nu este nimeni care să îl introducă și nicio sursă nu îl dă.
    .cause = Cheile pentru semnături calificate au de regulă un al doilea PIN, cel de semnare. El nu este ghicit după primul.
    .ask = Tokenul a venit cu două PIN-uri, unul de autentificare și unul de semnare?
err-key-refused = Autoritatea nu acceptă cheia lui { $name }: { $types } în loc de { $value }.
    .cause = Instrucțiunile autorității numesc cheile pe care sistemele ei le pot folosi.
    .ask = Pentru ce serviciu a fost cerut certificatul?
err-key-shared = Mai multe certificate țin de cheia lui „{ $value }”, de aceea cheia nu este ștearsă.
    .cause = Un certificat vechi și unul nou pot avea aceeași cheie. Fără ea nu poate fi folosit niciunul.
    .ask = Care dintre certificate mai este folosit?
err-key-small = Cheia lui { $name } este prea mică: { $types }; se cer cel puțin { $limit } biți.
    .cause = Asemenea chei pot fi sparte; autoritățile și browserele le refuză.
    .ask = Cât de vechi este certificatul?
err-key-type-not-made = Cheile de tipul { $value } nu se fac într-un fișier. Tipuri care pot fi folosite: { $names }.
    .cause = Cheile din fișiere le face chiar acest program, din tipurile pe care le acceptă autoritățile și programele.
    .ask = Cere autoritatea acest tip?
err-key-type-not-taken = Cheia din { $file } este de un fel care nu se pune pe tokenuri ({ $value }).
    .cause = Tokenurile primesc chei RSA și chei pe curbele P-256, P-384, P-521 și Ed25519.
    .ask = Ce program a făcut cheia și pentru ce?
err-key-type-unknown = „{ $value }” nu este un tip de cheie cunoscut. Se cunosc: { $names }.
    .cause = Tipul cheii spune felul și mărimea ei.
    .ask = Ce cheie cere autoritatea?
err-key-unproved = Cheia importată este pe tokenul { $token }, dar proba ei nu a reușit. Cheia rămâne acolo. Pentru a continua: „{ $command }”. Pentru a o scoate de acolo: „parafa delete sha256:{ $key } --what key”.
    .cause = După ce a fost scrisă, cheia semnează un text ca probă. Tokenul nu a făcut acest lucru sau semnătura a fost greșită.
    .ask = Se încheie cu bine comanda care continuă?
err-key-unreadable = Cheia din certificatul lui { $name } este de un fel necunoscut aici.
    .cause = Certificatul folosește un algoritm pe care nu îl folosește nicio autoritate din profiluri.
    .ask = Cine a emis certificatul, și pentru ce serviciu?
err-key-usage-unknown = „{ $value }” nu este o utilizare a cheii cunoscută. Se cunosc: { $names }.
    .cause = Numele sunt cele din standard.
    .ask = Ce utilizare numesc instrucțiunile autorității?
err-key-vanished = O cheie care era înainte pe token nu se mai vede.
    .cause = După ce s-a făcut o cheie nouă, lista cheilor a fost comparată cu cea dinainte și una lipsește. Poate tokenul a pus cheia nouă în locul ei.
    .ask = Ce cheie lipsește și mai era folosită?
err-label-invalid =
    { $reason ->
        [empty] Eticheta este goală.
        [blank] Eticheta „{ $value }” începe sau se termină cu un spațiu, pe care tokenurile nu îl păstrează.
        [unseen] Eticheta „{ $value }” conține un caracter invizibil.
       *[long] Eticheta „{ $value }” este prea lungă. Lungimea în octeți: { $length }; loc pentru: { $limit }.
    }
    .cause = Eticheta unui token are loc pentru 32 de octeți, a unei chei pentru mai mulți. O literă cu diacritice ocupă cel puțin doi; spațiile de la capete nu se păstrează.
    .ask = Ce etichetă a fost dată?
err-language-unknown = Limba „{ $value }” nu este disponibilă. Disponibile: { $names }.
    .cause = Nu există un fișier cu texte în această limbă.
    .ask = Ce limbă s-a dorit?
err-left-over = Mai există un certificat vechi al lui { $name }; a expirat la { $date }.
    .cause = Unul mai nou cu aceeași utilizare este bun. Unele programe îl oferă totuși pe cel vechi.
    .ask = Oferă programul două certificate?
err-left-waiting = Ați ieșit în timp ce tokenul încă lucra. El termină singur această operație.
    .cause = O operație care schimbă tokenul nu este întreruptă niciodată, deoarece s-ar putea pierde o cheie.
    .ask = Cât timp a durat și tokenul este încă introdus?
err-letters-cedilla = { $field } este scris cu sedile: „{ $value }”.
    .cause = Româna scrie ș și ț cu virgulă dedesubt; cele două arată la fel, dar sunt litere diferite pentru calculator.
    .ask = Cum arată numele sistemul autorității?
err-letters-lost = S-au pierdut litere în nume: { $field } este „{ $value }”.
    .cause = Numele a fost citit în altă codificare decât a fost scris, la comandă sau la emitent.
    .ask = Cum este scris numele în cartea de identitate?
err-letters-not-allowed = { $field } are litere pe care tipul său nu le poate avea: „{ $value }”.
    .cause = Emitentul le-a scris într-un PrintableString (X.680); unele programe refuză asemenea nume.
    .ask = Ce program refuză certificatul?
err-listed-without-pin = { $state ->
    [locked] PIN-ul tokenului { $token } este blocat, deci tokenul este listat fără PIN: cheile private nu se văd.
   *[not_set] Tokenul { $token } nu are încă PIN, deci este listat așa cum este.
}
    .cause = Lista cuprinde toate tokenurile introduse. Unul la care autentificarea nu este posibilă nu le ascunde pe celelalte.
    .ask = Acesta este tokenul în cauză sau altul, introdus din întâmplare?
err-login-for-keys = Poate există chei care se văd numai după PIN.
    .cause = Multe tokenuri își ascund cheile până atunci.
    .ask = A fost dat PIN-ul?
err-login-odd = Tokenul nu a răspuns la autentificare nici cu da, nici cu nu ({ $ckr }). Poate s-a consumat o încercare.
    .cause = Unele drivere dau alte răspunsuri decât prevede standardul, de exemplu după un PIN greșit.
    .ask = Ce spune programul tokenului despre PIN și mai sunt încercări?
err-looks-unfinished = Ceva început la { $date } pare neterminat.
    .cause = O schimbare a fost notată ca începută, dar nu și ca terminată. Numai după PIN se poate spune dacă a ajuns pe token.
    .ask = A fost oprit programul sau calculatorul în acea zi?
err-mail-in-name = Subiectul lui { $name } conține o adresă de e-mail, pe care autoritatea nu o acceptă: { $value }.
    .cause = Autoritatea vrea adresele numai la numele alternative.
    .ask = Cine a completat cererea?
err-module-crashed = Driverul { $module } s-a oprit din cauza unei erori ({ $call }).
    .cause = A greșit chiar codul driverului. El rulează într-un proces separat, așa că nimic altceva nu a avut de suferit.
    .ask = Ce versiune a programului tokenului este instalată și funcționează acel program?
err-module-denied = Acest utilizator nu are voie să citească fișierul driverului { $module }.
    .cause = Fișierul sau un dosar de deasupra lui aparține altui cont și este închis pentru acesta.
    .ask = Programul tokenului a fost instalat pentru toți utilizatorii sau numai pentru administrator?
err-module-exited = Driverul { $module } și-a închis propriul proces ({ $call }).
    .cause = Driverul a hotărât să închidă programul care l-a încărcat. El rulează într-un proces separat, așa că s-a închis numai acela.
    .ask = Ce versiune a programului tokenului este instalată?
err-module-host = Procesul driverului { $module } a dat greș: { $text }.
    .cause = Procesul în care rulează driverul nu a putut fi pornit sau s-a întrerupt.
    .ask = Este destulă memorie și pot programele să pornească alte programe pe acest calculator?
err-module-hung = Driverul { $module } nu a răspuns în timpul permis de { $seconds } s ({ $call }).
    .cause = Cardul sau driverul este ocupat sau blocat. Operația a fost oprită.
    .ask = Folosește alt program tokenul chiar acum?
err-module-init-refused = Driverul { $module } nu pornește ({ $ckr }).
    .cause = De regulă, un serviciu de care are nevoie driverul nu rulează sau setările lui nu pot fi citite.
    .ask = Pornește programul tokenului și vede el tokenul?
err-module-known = Driverul este deja cunoscut, ca { $module }.
    .cause = Este în lista driverelor cunoscute sau în fișierul dumneavoastră.
    .ask = Lipsește din lista afișată de „parafa modules”?
err-module-missing = Driverul { $module } nu există.
    .cause = A fost indicat de o opțiune, de o variabilă sau este reținut, dar niciun fișier nu are acest nume.
    .ask = A fost dezinstalat sau mutat programul tokenului?
err-module-not-library = Driverul { $module } nu a putut fi încărcat: { $text }.
    .cause = Fișierul nu este o bibliotecă pentru acest sistem sau lipsește altă bibliotecă de care are nevoie.
    .ask = A raportat o eroare instalarea programului tokenului?
err-module-not-pkcs11 = Fișierul { $module } este o bibliotecă, dar nu un driver pentru tokenuri.
    .cause = Un driver pentru tokenuri oferă o funcție cu numele C_GetFunctionList; acest fișier nu o are.
    .ask = Ce fișier a fost indicat și nu cumva manualul tokenului numește altul?
err-module-unknown = Nu se cunoaște niciun driver cu numele „{ $value }”.
    .cause = Driverele se indică prin calea fișierului lor sau printr-un id din lista celor cunoscute.
    .ask = Cum se numește programul tokenului?
err-module-unsupported = Driverul { $module } nu are funcția { $call }.
    .cause = Driverele nu trebuie să ofere toate funcțiile din standard.
    .ask = Există o versiune mai nouă a programului tokenului?
err-module-wrong-architecture = Driverul { $module } este făcut pentru { $built }; acest program nu îl poate încărca.
    .cause = Un driver trebuie să fie făcut pentru același fel de procesor și de sistem ca programul care îl încarcă.
    .ask = Există o ediție pe 64 de biți a programului tokenului?
err-name-misleads = Fișierul { $file } se numește „{ $value }”, dar este certificatul pentru „{ $name }”.
    .cause = Fișierele au fost încurcate la salvare. Contează cheia, iar programul a ținut seama de ea.
    .ask = A fost și încărcat vreun fișier cu numele greșit?
err-net-asked = Se întreabă { $address }.
    .cause = A fost dat „--online”, iar certificatul numește această adresă pentru emitent, listă sau serviciu. Acolo poate fi trimis numărul de serie al certificatului, nimic altceva al dumneavoastră.
    .ask = Are calculatorul voie să ajungă la această adresă?
err-net-failed = { $address } nu a dat nimic: { $reason ->
        [no_host] numele nu este găsit.
        [no_line] nu poate fi contactat.
        [too_slow] a durat prea mult.
        [too_much] trimite prea mult.
        [status] nu are nimic acolo.
        [led_away] duce în altă parte.
        [led_in_circles] duce mereu mai departe.
        [other_protocol] cere alt protocol decât http.
        [not_http] nu vorbește HTTP.
       *[other] nu este o adresă la care se poate merge.
    }
    .cause = Adresa stă în certificat. Se merge acolo prin HTTP simplu, fără proxy, cu limite de timp și mărime.
    .ask = Este calculatorul în rețea? Cere rețeaua un proxy?
err-new-pair-destroyed = Cheia nouă putea fi copiată de pe token, așa că a fost ștearsă imediat.
    .cause = Tokenul a făcut cheia fără protecția cerută. Cheia era nouă și nefolosită.
    .ask = Ce marcă are tokenul?
err-new-pin-length = PIN-ul nou nu are lungimea potrivită. Lungimea lui în octeți: { $count }; acest token primește: { $limit }.
    .cause = Tokenul spune cât de lung poate fi un PIN. Nu i s-a trimis nimic.
    .ask = Are PIN-ul nou litere cu diacritice? Fiecare ocupă doi octeți sau mai mulți.
err-new-pin-needed = Este nevoie de un PIN nou; nu este nimeni care să îl introducă și nicio sursă nu îl dă.
    .cause = Se pune sau se schimbă un PIN, iar cel nou trebuie să vină de undeva.
    .ask = Comanda este rulată de mână sau de un script?
err-new-pin-refused = Tokenul nu acceptă PIN-ul nou; cel vechi rămâne.
    .cause = Unele tokenuri cer numai cifre, o anumită lungime sau un PIN care să nu fie prea simplu.
    .ask = Cât de lung este PIN-ul nou și are și alte caractere decât cifre?
err-no-card = Există un cititor, dar fără card în el: { $names }.
    .cause = Cardul nu este în cititor sau nu este introdus până la capăt; ori este alt cititor decât cel cu cardul dumneavoastră.
    .ask = Este cardul în cititor cu cipul înainte, până la capăt?
err-no-certificate-in-file = În { $file } nu este niciun certificat.
    .cause = Fișierul a fost citit, dar conține altceva.
    .ask = Este fișierul trimis de autoritate?
err-no-common-signature = Tokenul nu poate semna cu cheia lui { $name } în niciun mod pe care îl acceptă serverul.
    .cause = Driverului tokenului îi lipsește semnătura cerută de această versiune de TLS, sau serverul acceptă numai altele.
    .ask = Ce token este și ce versiune are driverul?
err-no-http-answer = { $address } a făcut o conexiune securizată, apoi nu a răspuns ca un server web.
    .cause = La acest port este altceva decât un server web, sau așteaptă altceva. Certificatul nu a fost refuzat.
    .ask = Ce program folosește această adresă?
err-no-key-in-file = În { $file } nu este nicio cheie privată.
    .cause = Numai un fișier cu o cheie privată poate fi importat. Certificatele singure se instalează lângă cheia de care țin.
    .ask = Este acesta certificatul trimis de autoritate?
err-no-list-in-file = În { $path } nu este nicio listă de revocare.
    .cause = O listă de revocare este un fișier al emitentului, de obicei cu terminația „.crl”, în DER sau PEM. Acest fișier nu conține niciuna care să poată fi citită.
    .ask = De unde provine fișierul și cât este de lung?
err-no-module = Pe acest calculator nu s-a găsit niciun driver pentru tokenuri.
    .cause = Fără driverul producătorului, niciun program nu poate comunica cu tokenul. S-a căutat în locurile obișnuite și în lista sistemului.
    .ask = Ce marcă are tokenul și programul lui a fost instalat pe acest calculator?
err-no-public-half = Partea publică a cheii de pe { $token } nu poate fi citită de nicăieri, așa că nu i se poate face o cerere.
    .cause = Acest token nu păstrează cheile publice și nu spune nimic despre partea publică a unei chei private.
    .ask = Ce token și ce driver este?
err-no-public-key-object = Tokenul nu păstrează o cheie publică pentru această cheie.
    .cause = Unele tokenuri renunță la partea publică. Ea se ia atunci din certificat sau din ce este reținut aici.
    .ask = Ce marcă are tokenul?
err-no-qualified-device = Certificatul lui { $name } nu spune că cheia sa se află pe un dispozitiv calificat.
    .cause = Autoritatea cere o cheie făcută pe un token certificat, pe care nu îl poate părăsi (QcSSCD).
    .ask = A fost comandat certificatul cu token sau ca fișier?
err-no-reader = Calculatorul nu vede niciun cititor. Un token în formă de stick USB se socotește cititor cu card.
    .cause = Nu este introdus nimic, mufa sau cablul nu face contact ori sistemul nu cunoaște acest cititor.
    .ask = Se aprinde lumina de pe token când îl introduceți?
err-no-request-for = În { $path } nu s-a găsit nicio cerere pentru „{ $value }”.
    .cause = Fiecare cerere este recunoscută după numele fișierului, care conține cuvântul arătat.
    .ask = În ce dosar a scris generatorul și cum se numesc fișierele?
err-no-token = Driverele nu văd niciun token introdus.
    .cause = S-au găsit drivere, dar niciunul nu vede vreun token.
    .ask = Se aprinde lumina tokenului când este introdus și este el în acest calculator sau într-unul la distanță?
err-no-usable-mechanism = Tokenul nu poate semna cu o cheie de acest tip; nu s-a făcut nicio cheie. Tipuri care pot fi folosite: { $types }.
    .cause = Lista cu ce poate tokenul nu cuprinde un mod de a semna cu o astfel de cheie. S-a aflat înainte de a face o cheie.
    .ask = Ce tip de cheie cere autoritatea?
err-no-visible-key-fits = Nicio cheie vizibilă fără PIN nu se potrivește cu certificatul.
    .cause = Multe tokenuri își arată cheile numai după PIN, așa că asta nu dovedește că lipsește cheia.
    .ask = Este introdus tokenul pe care s-a făcut cererea?
err-not-connected = Nu s-a făcut conectarea la { $address }. { $text }
    .cause = Constatările de mai sus spun unde s-a oprit: la server, la certificat, sau la ce are voie acesta acolo.
    .ask = Ce număr este primul în listă?
err-not-for-this-request = { $field }: { $option } { $value } nu este acceptat de autoritate. Se acceptă: { $names }.
    .cause = Profilul autorității spune ce chei acceptă ea și în ce loc pot sta.
    .ask = Spune autoritatea undeva că acceptă asta?
err-not-logged-in = Tokenul cere autentificarea pentru această operație.
    .cause = Operația are nevoie de PIN sau de PIN-ul altui rol decât cel dat.
    .ask = Ce PIN a fost dat: al utilizatorului sau al administratorului?
err-not-opened = { $path } nu a putut fi deschis: { $text }
    .cause = Programul sistemului pentru astfel de fișiere nu a putut fi pornit. Fișierele există.
    .ask = Se deschide fișierul cu dublu clic?
err-not-qualified = Certificatul lui { $name } nu este calificat, iar autoritatea cere unul calificat.
    .cause = Numai un certificat calificat ține loc de semnătură olografă.
    .ask = Ce produs a fost comandat de la emitent?
err-not-removed = „{ $label }” este tot pe tokenul { $token }, deși driverul lui a spus că a fost șters.
    .cause = Driverul răspunde fără să facă ce i s-a cerut sau tokenul păstrează unele obiecte pentru totdeauna.
    .ask = Ce marcă de token este și îl șterge programul propriu al tokenului?
err-not-sensitive = Tokenul nu marchează cheia ca sensibilă.
    .cause = Cheia tot nu poate fi copiată în afară, deci este protejată. Unele tokenuri nu pun acest marcaj.
    .ask = Ce marcă are tokenul?
err-not-yet-available = „{ $command }” este prevăzut, dar această versiune nu îl are încă.
    .cause = Ține de o versiune viitoare.
    .ask = Ce versiune este instalată?
err-not-yet-valid = Certificatul este valabil abia de la { $date }.
    .cause = Autoritățile dau adesea certificate cu dată de început viitoare.
    .ask = Este corectă data de pe acest calculator?
err-nothing-matches = Nimic nu corespunde cu „{ $value }”.
    .cause = Nici tokenurile, nici fișierele nu au așa ceva.
    .ask = Ce se caută exact și unde a fost văzut ultima oară?
err-nothing-remembered = Niciun certificat reținut nu corespunde cu „{ $value }”.
    .cause = Sunt reținute certificatele pe care acest calculator le-a văzut pe un token.
    .ask = A fost vreodată tokenul introdus în acest calculator, din acest cont?
err-nothing-to-check = Nu există niciun certificat de verificat.
    .cause = Nu este introdus niciun token, sau este gol, sau nu a fost numit niciun fișier.
    .ask = Despre ce token sau fișier este vorba, și este introdus?
err-number-unknown = Nu există numărul „{ $value }”.
    .cause = Numerele mesajelor arată ca P041.
    .ask = Care este textul exact al mesajului?
err-only-address = Certificatul lui { $name } este numai pentru o adresă IP: { $value }.
    .cause = Autoritatea vrea în el numele unui server.
    .ask = Sub ce nume ajung alții la server?
err-option-unknown =
    { $near ->
        [none] Aici nu există opțiunea { $option }.
       *[other] Aici nu există opțiunea { $option }. Poate ați vrut { $near }?
    }
    .cause = A fost scrisă greșit sau ține de altă comandă.
    .ask = Ce comandă și ce opțiune au fost tastate?
err-options-conflict = { $option } și { $names } nu pot fi folosite împreună.
    .cause = Ele cer lucruri diferite.
    .ask = La care dintre cele două vă referiți?
err-other-certificate = Certificatul titularului { $name } din { $file } este pentru altă cheie. A fost lăsat deoparte.
    .cause = Lângă chei se află un certificat care nu este nici al lor, nici al unei autorități.
    .ask = Conține fișierul ce a trimis emitentul, sau a fost alcătuit de mână?
err-out-not-folder = { $path } nu este un dosar.
    .cause = Fișierele se scriu într-un dosar care există; programul face singur numai dosarul implicit.
    .ask = Este calea scrisă corect?
err-out-not-writable = În dosarul { $path } nu se poate scrie.
    .cause = Sistemul nu permite scrierea acolo din acest cont.
    .ask = Al cui este dosarul?
err-outcome-unknown = Nu se știe dacă ultima schimbare a ajuns pe token.
    .cause = Legătura s-a rupt în timpul unei operații care schimbă tokenul. S-a notat ce se dorea; următoarea citire lămurește.
    .ask = A fost scos tokenul sau s-a oprit programul ori calculatorul?
err-partial-listing = Lista nu este completă: tokenul nu a mai răspuns.
    .cause = Driverul a dat greș în timpul listării. Se afișează ce s-a citit până atunci.
    .ask = A fost scos tokenul sau folosit de alt program?
err-password-empty = O parolă goală nu protejează nimic; nu s-a scris nimic.
    .cause = Fișierul conține o cheie privată. Cine îl găsește ar putea-o folosi.
    .ask = A fost uitată parola în script sau este goală variabila?
err-password-needed = Fișierul { $file } este protejat cu parolă; nu este nimeni care să o introducă și nicio sursă nu o dă.
    .cause = Cheile din fișiere sunt criptate cu o parolă aleasă de cine a făcut fișierul.
    .ask = Cine a făcut fișierul și unde a fost notată parola lui?
err-password-new-needed = Este nevoie de o parolă pentru fișierul nou ({ $file }); nu este nimeni care să o introducă și nicio sursă nu o dă.
    .cause = Programul scrie o cheie într-un fișier numai sub parolă. Nu s-a scris nimic.
    .ask = Comanda este rulată de un script și de unde ar trebui să vină parola?
err-password-not-ascii = Parola are litere pe care Java și unele programe mai vechi nu le acceptă.
    .cause = Java refuză parolele cu altceva decât litere și semne ASCII; alte programe codifică astfel de litere fiecare în felul lui.
    .ask = Ce program va deschide fișierul?
err-password-or-damage = Parola nu deschide { $file } sau fișierul este deteriorat.
    .cause = Fișierul nu permite să se deosebească o parolă greșită de o deteriorare. De cele mai multe ori este parola.
    .ask = Deschide parola fișierul în alt program?
err-password-short = Parola are mai puțin de { $limit } caractere. Cine ajunge la fișier le poate încerca pe toate cele atât de scurte.
    .cause = Un fișier nu numără încercările greșite: cheia din el este apărată numai de lungimea parolei.
    .ask = Unde este păstrat fișierul și cine îl mai poate citi?
err-password-wrong = Parola nu deschide { $file }.
    .cause = Fișierul are o verificare care deosebește parola greșită de un fișier deteriorat: este parola.
    .ask = Este parola chiar a acestui fișier și nu s-a pierdut pe drum o majusculă sau un spațiu?
err-path-unfit = { $name } rupe lanțul până la cine este de încredere: { $reason ->
        [expired] a expirat la { $text }.
        [not_yet_valid] devine valabil la { $text }.
        [bad_signature] semnătura nu este a emitentului pe care îl numește: a fost schimbat sau este fals.
        [weak_signature] este semnat cu { $text }, care poate fi falsificat.
        [unknown_signature] semnătura ({ $text }) nu poate fi judecată aici.
        [unknown_critical] are o extensie critică necunoscută aici ({ $text }).
        [broken_extension] una dintre extensiile lui nu poate fi citită.
        [name_constraints] o autoritate de deasupra nu are voie să emită pentru astfel de nume.
        [path_length] o autoritate de deasupra nu permite alte autorități dedesubt.
        [not_authority] a emis un certificat, dar nu este autoritate.
        [may_not_issue] a emis un certificat, dar cheia lui nu este pentru aceasta.
        [small_key] cheia lui are doar { $text } biți și poate fi spartă.
        [policy] politicile autorităților de deasupra nu îl permit.
        [loop] emitenții lui s-au emis unul pe altul în cerc.
        [too_deep] sunt prea multe autorități deasupra lui.
        [too_many] prea multe certificate poartă numele emitentului lui.
        [not_standard] este construit împotriva standardului.
       *[other] este refuzat ({ $text }).
    }
    .cause = Fiecare certificat dintre al dumneavoastră și cel de încredere trebuie să fie în ordine el însuși (RFC 5280); altfel programele care respectă standardul refuză întregul.
    .ask = Ce certificate ale autorității sunt pe token și au fost reînnoite de curând?
err-pin-cancelled = PIN-ul nu a fost introdus: introducerea a fost anulată.
    .cause = S-a apăsat Anulare pe tastatura cititorului sau într-o fereastră a driverului, ori a trecut timpul pentru introducere.
    .ask = A cerut PIN-ul o fereastră sau ecranul cititorului?
err-pin-change-unclear = Schimbarea PIN-ului tokenului { $token } (serie { $serial }) a fost întreruptă la { $date }. PIN-ul valabil este cel dat acum.
    .cause = Schimbarea începuse când programul sau tokenul a fost întrerupt, așa că oricare dintre cele două PIN-uri putea fi cel bun.
    .ask = Care dintre cele două PIN-uri a fost dat acum?
err-pin-count-low = De la ultimul PIN bun a fost dat un PIN greșit.
    .cause = Tokenul spune că i-a scăzut contorul. Un PIN bun îl aduce la loc.
    .ask = Cine a introdus ultimul PIN-ul și în ce program?
err-pin-for-which = Mai multe tokenuri ar primi PIN-ul dintr-o singură sursă, dar el aparține unuia singur dintre ele: { $names }. Niciun PIN nu a fost trimis.
    .cause = Fiecare token își numără singur PIN-urile greșite. Un PIN trimis la alt token îi consumă o încercare, iar unele carduri sunt două tokenuri, fiecare cu PIN-ul lui.
    .ask = Pentru care dintre aceste tokenuri este PIN-ul?
err-pin-invalid = PIN-ul are un caracter pe care tokenul nu îl acceptă.
    .cause = Cele mai multe tokenuri acceptă cifre, unele și litere fără diacritice. Un PIN cu un caracter NUL nu este trimis niciodată.
    .ask = Are PIN-ul litere cu diacritice, spații sau un sfârșit de rând?
err-pin-last-try = Pe acest token a rămas o singură încercare de PIN.
    .cause = Tokenul spune că următorul PIN greșit îl blochează.
    .ask = Este la îndemână scrisoarea cu PIN-ul chiar a acestui token?
err-pin-length = Tokenul refuză PIN-ul din cauza lungimii.
    .cause = PIN-ul este mai scurt sau mai lung decât primește acest token. De regulă lungimea refuzată nu consumă o încercare, dar unele tokenuri o numără.
    .ask = Cât de lung este PIN-ul din scrisoare și nu s-a tastat odată cu el un spațiu sau un sfârșit de rând?
err-pin-locked = PIN-ul este blocat: tokenul nu mai primește încercări.
    .cause = S-au dat prea multe PIN-uri greșite, aici sau în alt program. Certificatele și cheile sunt tot acolo.
    .ask = Cine a emis tokenul și este în actele lui un cod de deblocare (PUK) sau un PIN de administrator?
err-pin-must-change = PIN-ul trebuie schimbat înainte ca tokenul să poată fi folosit.
    .cause = Tokenul a venit cu un prim PIN, bun numai pentru a fi schimbat, sau PIN-ul lui a expirat.
    .ask = Este prima folosire a tokenului?
err-pin-needed = Este nevoie de un PIN; nu este nimeni care să îl introducă și nicio sursă nu îl dă.
    .cause = Comanda a ajuns la un pas care cere PIN-ul tokenului. Rulează fără terminal și PIN-ul nu este dat nici de --pin-source, nici de variabila PARAFA_PIN.
    .ask = Comanda este rulată de mână sau de un script și cum predă scriptul PIN-ul?
err-pin-not-set = Pe acest token nu a fost pus niciodată un PIN al utilizatorului.
    .cause = Tokenul a fost pregătit, dar a fost predat fără PIN, sau punerea PIN-ului a fost întreruptă.
    .ask = Este tokenul nou și cine l-a pregătit?
err-pin-refused-before = Acest PIN a fost deja respins în această rulare, așa că nu a fost trimis din nou.
    .cause = Același PIN greșit, trimis de două ori, ar consuma două încercări și nu ar spune nimic nou.
    .ask = De unde ia comanda PIN-ul și este el PIN-ul acestui token?
err-pin-same = PIN-ul nou este cel vechi; tokenului nu i s-a trimis nimic.
    .cause = Schimbarea se face pentru a renunța la un PIN pe care îl pot cunoaște și alții.
    .ask = S-a tastat PIN-ul vechi acolo unde se cerea cel nou?
err-pin-source-unreadable = Secretul nu a putut fi citit din { $origin }: { $reason }.
    .cause = Sursa indicată pentru un PIN sau o parolă lipsește, este goală, prea lungă sau nu poate fi citită. Altă sursă nu se încearcă și nu s-a trimis niciun PIN.
    .ask = Ce sursă a fost indicată și există ea pentru contul din care rulează comanda?
err-place-unknown = Acest token nu are un loc pentru chei cu numele { $value }. Se cunosc: { $names }.
    .cause = Locurile sunt stabilite de felul cardului.
    .ask = Cum numește manualul tokenului acest loc?
err-private-key-in-file = Fișierul { $file } conține o cheie privată, pe care această comandă nu o primește.
    .cause = O cheie privată dintr-un fișier nu este același lucru cu una de pe token; comanda nu ar folosi-o.
    .ask = Cine a făcut fișierul și a fost el trimis prin e-mail?
err-profile-invalid = Profilul { $file } nu poate fi folosit: linia { $position }, { $field }: { $text }.
    .cause = Un profil spune ce dorește o autoritate. Unul cu o greșeală nu este folosit niciodată, nici măcar în parte.
    .ask = Cine a scris acest fișier și când a fost schimbat ultima oară?
err-profile-needed = { $option } are nevoie de un profil, iar niciunul nu cunoaște emitentul „{ $value }”.
    .cause = Opțiunea ține de profilul unei autorități, care nu s-a putut afla din certificat.
    .ask = Pentru ce autoritate este certificatul?
err-profile-not-found = Nicio autoritate nu este cunoscută ca „{ $value }”. Se cunosc: { $names }.
    .cause = Se caută o parte din id, din titlu sau un cuvânt, cum ar fi numele județului.
    .ask = Pentru ce sistem este certificatul și în ce țară?
err-proof-failed = Cheia de pe token nu ține de acest certificat: dovada prin semnătură nu a reușit. Nu s-a scris nimic.
    .cause = Cheia a semnat un text cunoscut, dar semnătura nu se verifică cu certificatul.
    .ask = A fost făcut certificatul pentru altă cerere sau pentru alt token?
err-proof-not-possible = Cheia nu a putut fi încercată, așa că potrivirea se vede numai din cheia publică.
    .cause = Cheia nu are voie să semneze sau să decripteze singură, ori cere un PIN propriu.
    .ask = La ce va servi certificatul?
err-provider-not-found = Niciun furnizor nu este cunoscut ca „{ $value }”. Se cunosc: { $names }.
    .cause = Furnizorii se păstrează sub numele date cu „parafa provider set”.
    .ask = Sub ce nume a fost introdus?
err-purpose-lacks = Certificatului din { $file } îi lipsește ce este nevoie pentru „{ $name }”: { $names }.
    .cause = Autoritatea a emis alt fel de certificat decât cel cerut.
    .ask = Ce fel de certificat a fost comandat?
err-qualified-as = Certificatul lui { $name } este calificat: { $names }.
    .cause = Emitentul declară aceasta după dreptul european (ETSI EN 319 412-5): QcSSCD spune că cheia se află pe un dispozitiv certificat.
    .ask = Cere autoritatea un certificat calificat?
err-quarter-start = { $name } lucrează mai încet în jurul primei zile a trimestrului ({ $date }): prevedeți mai multe zile decât de obicei.
    .cause = La început de trimestru cer mulți deodată.
    .ask = Câte zile mai sunt până la expirarea vechiului certificat?
err-read-back-differs = Ce s-a citit înapoi de pe token diferă de ceea ce s-a scris.
    .cause = Tokenul sau driverul lui a schimbat datele ori a păstrat numai o parte.
    .ask = Ce marcă are tokenul și este el plin?
err-read-failed = { $path } nu a putut fi citit: { $text }.
    .cause = Discul a fost scos sau are o eroare.
    .ask = Pe ce disc se află?
err-reader-unavailable = Cititorul { $name } nu poate fi folosit.
    .cause = Sistemul îl cunoaște, dar nu ajunge la el: driverul lui a eșuat sau tocmai a fost scos.
    .ask = Ajută dacă îl scoateți și îl introduceți din nou?
err-receipt-invalid = { $file }:{ $position }: { $field }: { $text }
    .cause = Chitanța unui caz a fost schimbată sau a fost scrisă de altă versiune.
    .ask = Este dosarul așa cum a venit de pe celălalt calculator?
err-registered-differs = { $count ->
        [one] Ce este înregistrat diferă de certificat într-un câmp.
        [few] Ce este înregistrat diferă de certificat în { $count } câmpuri.
       *[other] Ce este înregistrat diferă de certificat în { $count } de câmpuri.
    }
    .cause = O greșeală de tastare, un tabel electronic, altă formă a aceluiași număr sau nume, ori încă este înregistrat certificatul vechi. Propoziția de lângă fiecare câmp spune care.
    .ask = Ce scrie exact la autoritate? Cereți să vi se citească, sau o fotografie, și comparați caracter cu caracter.
err-registry-invalid = Lista de drivere { $file } nu poate fi folosită: { $text }.
    .cause = Fișierul are o înregistrare care nu este scrisă cum trebuie.
    .ask = Cine a schimbat ultimul fișierul?
err-remote-session = Lucrați printr-un desktop la distanță: programele de aici văd cititoarele calculatorului din fața dumneavoastră, nu pe cele ale calculatorului îndepărtat.
    .cause = Desktopul la distanță ia cu el cititoarele calculatorului la care stați. Un token introdus în calculatorul îndepărtat nu se vede prin el.
    .ask = În care dintre cele două calculatoare este introdus tokenul?
err-renegotiation-wanted = { $address } cere certificatul abia după ce i s-a cerut pagina (renegociere), ceea ce aici nu se face.
    .cause = Serverele vechi reiau discuția de la capăt ca să ceară un certificat. În TLS 1.3 s-a renunțat la aceasta, fiindcă poate fi ușor atacată.
    .ask = Funcționează autentificarea în browser?
err-renewal-closes = Certificatul lui { $name } poate fi reînnoit numai până la { $date }.
    .cause = Emitentul sau autoritatea cere ca vechiul certificat să mai fie valabil câteva zile; după aceea este din nou o primă cerere.
    .ask = A fost deja începută reînnoirea?
err-renewal-early = { $name } reînnoiește acest certificat începând cu { $date }. Cazul se deschide totuși.
    .cause = Autoritatea deschide reînnoirea numai cu câteva zile înainte de expirare.
    .ask = Până când este valabil certificatul?
err-renewal-ended = Certificatul a expirat la { $date }, iar { $name } reînnoiește numai unul valabil. Cazul se deschide ca pentru un prim certificat.
    .cause = Reînnoirea cere ca vechiul certificat să fie încă valabil.
    .ask = Există un alt certificat al aceleiași persoane, încă valabil?
err-renewal-late = { $name } cere ca vechiul certificat să mai fie valabil un timp: ultima zi de reînnoire a fost { $date }.
    .cause = Emitentul reînnoiește numai cât timp au rămas destule zile.
    .ask = A fost întrebat emitentul dacă mai reînnoiește?
err-renewal-over = Ultima zi pentru reînnoirea certificatului lui { $name } a fost { $date }.
    .cause = Emitentul sau autoritatea cere ca vechiul certificat să mai fie valabil câteva zile.
    .ask = Face emitentul o excepție, la telefon?
err-report-language = Raportul este în limba „{ $value }”: propoziții în „{ $names }” încă nu există.
    .cause = Raportul a fost cerut în limba autorității. Ea are o limbă pe care programul încă nu o vorbește, sau nu a fost recunoscută nicio autoritate, sau mai multe cu limbi diferite.
    .ask = Pentru ce autoritate este raportul și ce limbi se citesc acolo?
err-request-damaged = Cererea din { $file } este deteriorată: { $text }.
    .cause = O parte lipsește sau a fost schimbată, ori semnătura cererii nu se potrivește.
    .ask = Cum a ajuns fișierul și a fost el deschis și salvat cu alt program?
err-request-only = Aceasta este o cerere, nu un certificat: { $name }.
    .cause = O cerere merge la autoritate, care răspunde cu un certificat.
    .ask = A fost trimisă cererea, și a venit un răspuns?
err-request-unfinished = Cererea pentru „{ $label }”, începută la { $date }, nu este încă scrisă. Pentru a continua: „{ $command }”.
    .cause = Programul sau calculatorul s-a oprit între cheie și cerere. Se folosește ce există deja; nu se face a doua cheie.
    .ask = Mai există dosarul în care a fost începută cererea?
err-requests-share-key = Două cereri din { $path } sunt pentru aceeași cheie. Fiecare are nevoie de cheia ei.
    .cause = Un fișier a fost copiat sau generatorul a fost folosit greșit.
    .ask = Au fost făcute fișierele cu generatorul autorității?
err-resume-not-needed = Cazul „{ $value }” este complet; nu este nimic de continuat.
    .cause = Cererea și fișierele ei există.
    .ask = Ce fișier lipsește?
err-revocation-unknown = Nu se știe dacă certificatul lui { $name } este revocat: { $reason ->
        [no_source] nicio listă de aici nu este a emitentului și nu a putut fi întrebat altcineva.
        [no_issuer] certificatul emitentului, după care s-ar judeca, lipsește.
        [stale] ce spune { $text } este prea vechi.
        [future] ce spune { $text } este din viitor: un ceas este greșit.
        [undated] ce spune { $text } este mai vechi de o zi și nu are sfârșit.
        [other_issuer] ce spune { $text } este al altei autorități.
        [bad_signature] ce spune { $text } nu este semnat de autoritate.
        [weak_signature] ce spune { $text } este semnat într-un fel care poate fi falsificat.
        [unknown_signature] semnătura din { $text } nu poate fi judecată aici.
        [may_not_sign] cheia autorității nu este pentru semnarea listelor ({ $text }).
        [delta] { $text } conține doar schimbări.
        [indirect] { $text } este o listă pentru mai multe autorități.
        [other_part] { $text } este pentru alte certificate ale autorității.
        [some_reasons] { $text } este doar pentru unele motive.
        [unknown_critical] { $text } are o extensie critică necunoscută aici.
        [malformed] ce dă { $text } nu poate fi citit.
        [refused] serviciul { $text } nu dă răspuns.
        [other_certificate] serviciul { $text } răspunde despre alt certificat.
        [other_nonce] serviciul { $text } răspunde la altă întrebare.
        [signer_unknown] nu se poate spune cine a semnat răspunsul de la { $text }.
        [signer_not_charged] cine a semnat răspunsul de la { $text } nu a fost însărcinat de autoritate.
        [signer_out_of_date] certificatul serviciului { $text } nu este valabil acum.
        [not_known_there] serviciul { $text } nu îl cunoaște.
        [no_host] numele din { $text } nu este găsit.
        [no_line] { $text } nu poate fi contactat.
        [too_slow] { $text } a durat prea mult.
        [too_much] { $text } trimite prea mult.
        [status] { $text } nu are nimic.
        [led_away] { $text } duce în altă parte.
        [led_in_circles] { $text } duce mereu mai departe.
        [other_protocol] { $text } cere alt protocol decât http.
        [not_http] { $text } nu vorbește HTTP.
       *[other] { $text } nu este o adresă la care se poate merge.
    }
    .cause = Contează doar o listă sau un răspuns semnat de emitent, la timp și despre acest certificat. Necunoscut nu înseamnă bun.
    .ask = Este calculatorul în rețea și este ceasul potrivit?
err-root-not-trusted = Lanțul se încheie la { $name }, care nu este de încredere aici.
    .cause = Un certificat rădăcină garantează pentru sine. Acesta nu este nici în depozitul sistemului, nici în dosarul „trust” al configurației, nici numit cu „--trust”.
    .ask = Este rădăcina adevărată a autorității? Amprenta ei coincide cu cea publicată de autoritate?
err-secret-file-open = Alții de pe acest calculator pot citi fișierul { $file }, care conține un secret.
    .cause = Permisiunile fișierului lasă grupul lui sau pe oricine să îl citească.
    .ask = Cine are cont pe acest calculator?
err-secret-source-invalid = { $option } nu indică o sursă. Surse: prompt, env:NUME, file:CALE, fd:N, pad.
    .cause = Opțiunea primește locul din care se citește secretul, niciodată secretul însuși. Ce s-a dat nu este afișat aici, fiindcă poate fi chiar secretul.
    .ask = S-a tastat chiar PIN-ul după opțiune?
err-senseless-answer = Driverul { $module } a dat un răspuns fără sens ({ $call }).
    .cause = Răspunsul a fost prea lung, a avut prea multe părți sau nu a putut fi citit. Astfel de răspunsuri nu se folosesc.
    .ask = Ce versiune a programului tokenului este instalată?
err-serial-odd = Numărul de serie al lui { $name } este neobișnuit: { $serial }.
    .cause = Este negativ, zero, sau mai lung de 20 de octeți (RFC 5280, 4.1.2.2); unele programe îl arată sau îl compară greșit.
    .ask = Cum îl arată sistemul autorității?
err-server-name-unfit = Certificatul serverului nu este pentru { $address }, ci pentru { $names }.
    .cause = Adresa este scrisă altfel în certificat, sau răspunde alt server în locul lui. Nu i s-a trimis nimic.
    .ask = De unde este adresa? Răspunde un proxy sau un antivirus în locul serverului?
err-server-no-tls = { $address } nu vorbește TLS cum ar trebui: { $text }.
    .cause = Acolo răspunde altceva decât un server securizat, sau unul prea vechi (cel mai vechi acceptat este TLS 1.2), sau la mijloc stă un program care citește traficul.
    .ask = Există un port în adresă? Un antivirus sau un proxy se uită în conexiunile securizate?
err-server-not-reached = { $address } nu poate fi găsit: { $reason ->
        [no_host] numele nu este cunoscut.
        [too_slow] nu răspunde la timp.
       *[other] { $text }.
    }
    .cause = Adresa este greșită, calculatorul nu este conectat la internet, serverul este oprit, sau un firewall ori un proxy stă la mijloc.
    .ask = Se deschid alte pagini în browser? Dar pagina autorității?
err-server-not-trusted = Certificatul serverului nu duce la nimeni care este de încredere aici: { $reason ->
        [not_trusted] se oprește la { $name }.
       *[other] certificatul emitentului, { $text }, lipsește.
    }
    .cause = Cine răspunde acolo poate fi altcineva. Nu i s-a arătat nimic al dumneavoastră. De încredere sunt certificatele sistemului, dosarul „trust” din configurație și ce numește „--trust”.
    .ask = Avertizează și un browser de pe același calculator? Se uită un antivirus sau un proxy în conexiunile securizate?
err-server-refused = { $address } a încheiat discuția înainte de a cere un certificat: { $reason ->
        [closed] a închis conexiunea fără un cuvânt.
        [protocol_version] nu acceptă TLS 1.2 sau 1.3.
        [handshake_failure] nu a găsit nimic în comun.
        [unrecognized_name] nu cunoaște acest nume.
       *[other] a trimis „{ $reason }”.
    }
    .cause = Serverul nu cunoaște numele, este prea vechi sau prea strict pentru modurile de criptare folosite aici, sau nu vrea acest calculator.
    .ask = Se deschide pagina în browser pe același calculator?
err-session-lost = Legătura cu tokenul s-a pierdut.
    .cause = Cardul a fost resetat sau alt program și-a rezervat tokenul.
    .ask = Folosește alt program tokenul?
err-settle-ambiguous = Ce s-a întrerupt la { $date } nu poate fi lămurit: sunt mai multe chei noi.
    .cause = De atunci, pe token a apărut mai mult de o cheie.
    .ask = A fost folosit de atunci alt program cu acest token?
err-settled = Ce s-a întrerupt la { $date } este lămurit: ajunsese pe token.
    .cause = Tokenul a fost citit și ce se dorea este acolo.
    .ask = Cheia sau certificatul este cel dorit?
err-settled-nothing = Ce s-a întrerupt la { $date } este lămurit: nu ajunsese pe token.
    .cause = Tokenul a fost citit și ce se dorea nu este acolo.
    .ask = A fost scos tokenul în acel moment?
err-several-cases = Mai multe cazuri au pasul „{ $value }”: { $names }.
    .cause = Un pas se bifează într-un singur caz.
    .ask = Pentru ce certificat s-a făcut?
err-several-certificates = { $count } certificate valabile aparțin aceleiași chei a lui { $name }.
    .cause = O reînnoire a păstrat cheia. Programele pot folosi în continuare certificatul mai vechi.
    .ask = Ce număr de serie este înregistrat la autoritate?
err-several-keys-in-file =
    { $count ->
        [one] { $file } conține o cheie: o singură etichetă nu ajunge pentru toate. Numele din fișier: { $names }.
        [few] { $file } conține { $count } chei: o singură etichetă nu ajunge pentru toate. Numele din fișier: { $names }.
       *[other] { $file } conține { $count } de chei: o singură etichetă nu ajunge pentru toate. Numele din fișier: { $names }.
    }
    .cause = Două chei cu aceeași etichetă nu ar putea fi deosebite pe token.
    .ask = La care dintre chei vă referiți?
err-several-match = Mai multe corespund cu „{ $value }”.
    .cause = Textul face parte din mai multe nume sau numele este folosit de mai multe ori.
    .ask = La care dintre ele vă referiți?
err-several-of-one = { $count } certificate ale lui { $name } sunt valabile simultan; autoritatea permite unul.
    .cause = O cerere nouă face ca autoritatea să îl revoce pe celălalt, sau să refuze.
    .ask = Pe care îl folosește programul?
err-several-profiles = „{ $value }” poate însemna mai multe: { $names }.
    .cause = Ce s-a tastat face parte din numele fiecăruia.
    .ask = Ce județ sau ce fel de furnizor este?
err-several-requests-for = Mai multe fișiere din { $path } pot fi cererea pentru „{ $value }”: { $names }.
    .cause = În același dosar sunt și cereri mai vechi, sau numele nu sunt clare.
    .ask = Care este cel mai nou și care a fost depus?
err-several-tokens = Mai multe tokenuri corespund; trebuie ales unul.
    .cause = Sunt introduse mai multe tokenuri, iar această comandă lucrează cu exact unul.
    .ask = Ce etichetă sau ce număr de serie are tokenul potrivit?
err-signature-invalid = Semnătura făcută de token nu este valabilă.
    .cause = A fost verificată cu cheia publică imediat după ce a fost făcută. Driverul poate fi defect sau cheia este deteriorată.
    .ask = Ce marcă are tokenul și ce versiune are programul lui?
err-signed-weakly = Certificatul lui { $name } este semnat cu { $text }, care poate fi falsificat.
    .cause = Funcții ca SHA-1 și MD5 sunt sparte; sistemele refuză ce este semnat cu ele.
    .ask = Când a fost emis, și de cine?
err-slot-not-found = Niciun token nu corespunde cu „{ $value }”.
    .cause = Opțiunea sau adresa indică un token care nu este introdus.
    .ask = Este introdus tokenul potrivit și sunt scrise corect eticheta sau numărul de serie?
err-so-pin-needed = Tokenul cere PIN-ul administratorului (PIN SO, cheie de administrare); nu este nimeni care să îl introducă și nicio sursă nu îl dă.
    .cause = La unele tokenuri numai administratorul poate face chei sau poate scrie. Secretul administratorului este altul decât PIN-ul utilizatorului.
    .ask = Cine a predat tokenul și a venit odată cu el un PIN al administratorului sau o cheie de administrare?
err-step-not-found = Niciun caz deschis nu are pasul „{ $value }”. Pași: { $names }.
    .cause = Pașii au numele pe care „parafa todo” le afișează sub fiecare.
    .ask = Ce s-a făcut și pentru ce autoritate?
err-subject-invalid = Subiectul nu poate fi citit la caracterul { $position }: { $text }.
    .cause = Un subiect se scrie TIP=valoare, cu virgule între părți; o virgulă din interiorul unei valori are în față o bară inversă.
    .ask = Cum este scris numele în instrucțiunile autorității?
err-subject-slash-form = Forma cu bare oblice nu este acceptată. Scrieți: { $value }.
    .cause = Barele oblice apar și în nume, așa că această formă nu poate fi citită cu certitudine.
    .ask = Din ce instrucțiuni a fost copiat textul?
err-superseded = Un certificat mai vechi al aceleiași chei rămâne pe token (serie { $serial }).
    .cause = S-a scris un certificat nou pentru o cheie care avea deja unul.
    .ask = Arată două certificate programul care folosește tokenul?
err-template-reduced = Tokenul a primit cheia sau certificatul numai cu mai puține proprietăți decât s-au cerut.
    .cause = Unele tokenuri refuză proprietăți pe care altele le cer. Ce protejează cheia a fost păstrat.
    .ask = Ce marcă are tokenul?
err-terminal-needed = Ecranele programului au nevoie de un terminal.
    .cause = Programul a fost pornit fără comandă, iar intrarea sau ieșirea lui nu este un terminal.
    .ask = Programul este rulat de un script sau printr-o conexiune fără terminal?
err-token-empty = Fără PIN, pe { $token } nu se vede niciun certificat.
    .cause = Certificatul nu a fost scris niciodată pe acest token, a fost înlăturat, este pe alt token sau se vede numai după PIN.
    .ask = Ce program a scris certificatul și a fost chiar acest token?
err-token-full = Pe token nu mai este loc.
    .cause = Tokenurile pot ține puține chei și certificate.
    .ask = Ce este pe token și de ce anume nu mai este nevoie?
err-token-has-fixed-places = Acest token are locuri fixe pentru chei. Ocupate: { $places_used }. Libere: { $places_free }.
    .cause = Pe astfel de carduri fiecare cheie stă într-un loc numerotat, iar o cheie nouă într-un loc ocupat o înlocuiește definitiv pe cea veche.
    .ask = Cheia care se află acolo mai este folosită?
err-token-makes-no-keys = Tokenul { $token } nu generează chei; nu s-a generat nicio cheie.
    .cause = Unii emitenți predau tokenul cu cheile deja pe el sau le generează numai cu programul lor. Tokenul nu oferă aici generarea de chei.
    .ask = A predat emitentul tokenul cu cheile deja pe el și cum le reînnoiește?
err-token-not-blank = Slotul nu conține un token software gol, de aceea nu este inițializat fără cuvântul „{ $word }”.
    .cause = Inițializarea șterge tot, inclusiv certificatele pe care le vede numai alt program.
    .ask = Ce este pe token și cine mai are nevoie de el?
err-token-not-found = Niciun token introdus nu este „{ $token }”. Introduse: { $names }.
    .cause = Tokenul indicat, sau cel pe care s-a făcut o cerere, nu este printre cele văzute de drivere.
    .ask = Este introdus tokenul potrivit și eticheta sau numărul lui de serie este scris așa cum îl arată „parafa tokens”?
err-token-not-recognised = Driverul { $module } nu cunoaște acest token.
    .cause = Tokenul este făcut sau formatat pentru alt driver. Ce este pe el nu s-a pierdut, doar că nu se vede aici.
    .ask = Ce marcă are tokenul și cu ce program a fost folosit înainte?
err-token-refused = Tokenul a refuzat ({ $call }: { $ckr }).
    .cause = Tokenul sau driverul lui nu permite această operație sau nu în această formă.
    .ask = Ce marcă are tokenul și permite programul lui același lucru?
err-token-removed = Tokenul a fost scos.
    .cause = Tokenul a fost scos sau cititorul a pierdut legătura cu el.
    .ask = A fost mișcat tokenul sau a intrat calculatorul în repaus?
err-token-uninitialised = Tokenul este gol: nu a fost pregătit niciodată.
    .cause = Un token este pregătit o singură dată, de emitent sau de proprietar; acesta nu a fost sau este pregătit pentru alt driver și doar pare gol.
    .ask = Este tokenul nou sau a fost folosit cu alt program?
err-token-write-protected = Pe token nu se poate scrie.
    .cause = Producătorul sau administratorul l-a făcut numai pentru citire, ori alt program l-a deschis așa.
    .ask = Are tokenul voie să țină chei proprii sau numai ce a scris emitentul?
err-uri-attribute-refused = Adresa are partea „{ $value }”, care nu este acceptată.
    .cause = Un PIN sau o comandă dintr-o adresă ar fi văzute de alții, iar un alt driver decât cel folosit nu poate fi indicat acolo.
    .ask = De unde a fost copiată adresa?
err-uri-attribute-unknown = Adresa tokenului conține { $names }, ceea ce aici nu înseamnă nimic, așa că nu corespunde niciunui token.
    .cause = După RFC 7512, o adresă cu un atribut necunoscut nu corespunde cu nimic.
    .ask = Din ce program vine adresa?
err-uri-invalid = Adresa tokenului nu poate fi citită: { $text }.
    .cause = Adresele tokenurilor încep cu pkcs11: și au părți precum token= și serial=.
    .ask = De unde a fost copiată adresa?
err-usage = Linia de comandă nu poate fi folosită: { $text }.
    .cause = Comanda nu a fost scrisă așa cum o descrie ajutorul ei.
    .ask = Ce s-a tastat exact?
err-usage-lacking = Certificatul lui { $name } nu este pentru acest scop: îi lipsește { $names }.
    .cause = Emitentul scrie în fiecare certificat la ce poate fi folosit; sistemele țin seama de asta.
    .ask = Pentru ce scop a fost comandat certificatul?
err-validity-long = Certificatul lui { $name } este valabil { $count } zile; autoritatea permite { $limit }.
    .cause = Autoritățile limitează durata de valabilitate a certificatelor și le pot refuza pe cele mai lungi.
    .ask = Când a fost emis?
err-value-missing = Lipsește ceva: { $names }.
    .cause = Comanda are nevoie de aceste valori și nu este nimeni care să le dea.
    .ask = A fost trunchiată comanda sau lasă un script o valoare goală?
err-value-unknown = „{ $value }” nu este o valoare pentru { $option }. Posibile: { $names }.
    .cause = Opțiunea acceptă numai anumite valori.
    .ask = La ce valoare vă referiți?
err-view-incomplete = Tokenul nu a fost văzut în întregime, așa că pe el nu se șterge și nu se lămurește nimic.
    .cause = Înainte de a șterge ceva, trebuie să se fi citit totul, după autentificare și fără erori.
    .ask = A dat greș o citire sau nu a fost dat PIN-ul?
err-write-failed = { $path } nu a putut fi scris: { $text }.
    .cause = Discul este plin, a fost scos sau nu se poate scrie pe el.
    .ask = Pe ce disc se află și mai este loc?
err-wrong-pin =
    { $role ->
        [so] Tokenul { $token } a respins PIN-ul administratorului; s-a consumat o încercare.
        [key] Tokenul { $token } a respins PIN-ul cheii; s-a consumat o încercare.
       *[user] Tokenul { $token } a respins PIN-ul utilizatorului; s-a consumat o încercare.
    }
    .cause = PIN-ul nu este al acestui token sau nu este al acestui rol. Fiecare refuz consumă o încercare, iar după câteva tokenul se blochează singur. Cele mai multe tokenuri nu spun câte încercări au rămas.
    .ask = Ce PIN s-a tastat: al tokenului sau parola unui site ori a programului de raportare? Este PIN-ul acestui token sau al altuia?

## Numbers: what to do next (no values)

rec-address-unfit = Copiați adresa de pe pagina autorității și repetați.
rec-alt-name-invalid = Corectați valoarea opțiunii --san.
rec-answers-invalid = Corectați linia și repetați. Un fișier gol de la care să porniți: „parafa profiles show PROFIL --answers”.
rec-attribute-charset = Scrieți valoarea cu caracterele permise.
rec-attribute-too-long = Scurtați valoarea așa cum cere autoritatea.
rec-attribute-unknown = Corectați tipul sau scrieți OID-ul lui.
rec-backup-not-completed = Completați fișierul cu certificatul, oriunde ar fi acum: „parafa install CERTIFICAT --backup FIȘIER.p12”.
rec-begins-later = Verificați data calculatorului; altfel așteptați ziua aceea.
rec-card-exclusive = Închideți celelalte programe care folosesc tokenul și repetați.
rec-card-helper-missing = Instalați din nou acest program, cu toate fișierele lui.
rec-card-library-missing = Instalați serviciul pentru carduri inteligente al sistemului; pe Debian și Ubuntu este pachetul pcscd.
rec-card-mute = Scoateți cardul, ștergeți-i contactele cu o cârpă uscată și introduceți-l din nou cu cipul înainte.
rec-card-service-denied = Conectați-vă chiar la calculator sau cereți administratorului lui dreptul de a folosi carduri inteligente.
rec-card-service-failed = Scoateți tokenul și cititorul, reporniți calculatorul și introduceți-le din nou.
rec-card-service-missing = Porniți-l. Windows: serviciul „Smart Card”. Linux: instalați pcscd și rulați „systemctl enable --now pcscd.socket”. Apoi introduceți din nou tokenul.
rec-card-service-silent = Scoateți tokenul și cititorul, reporniți serviciul pentru carduri inteligente sau calculatorul și introduceți-le din nou.
rec-card-unknown = Cereți driverul de la cine v-a dat tokenul și instalați-l.
rec-case-not-found = Continuați pe calculatorul pe care a fost început cazul sau faceți o cerere pentru cheia care există: --existing ID.
rec-case-under-way = Continuați cu acel caz: „parafa todo” îi arată pașii.
rec-certificate-awaited = Instalați ce a trimis autoritatea: „parafa install FIȘIER”. Între timp nu ștergeți cheia.
rec-certificate-damaged = Descărcați sau cereți din nou fișierul.
rec-certificate-ended = Cereți unul nou: „parafa renew”.
rec-certificate-not-asked = Repetați cu adresa completă a paginii sau a serviciului unde se face autentificarea.
rec-certificate-refused = Vedeți cu „parafa check” dacă este valabil și de la emitentul potrivit, și cu „parafa compare” dacă este cel înregistrat.
rec-certificate-revoked = Cereți emitentului unul nou; o suspendare o poate ridica doar emitentul.
rec-chain-not-found = Luați certificatele emitentului de pe paginile lui, dacă destinatarul le cere.
rec-check-failed = Începeți cu prima constatare; „parafa explain NUMĂR” spune mai mult.
rec-cipher-unsupported = Deschideți fișierul în programul care l-a făcut și salvați-l cu setările obișnuite (AES-256).
rec-clock-early = Potriviți data și ora, apoi repetați.
rec-closed-after-certificate = Repetați după un minut; dacă rămâne așa, întrebați autoritatea dacă acest certificat este înregistrat.
rec-cloud-signed-out = Deschideți programul furnizorului, autentificați-vă acolo și repetați.
rec-command-unknown = „parafa --help” arată comenzile.
rec-config-invalid = Corectați linia indicată sau mutați fișierul în altă parte, pentru a folosi setările implicite.
rec-confirmation-needed = Dacă asta doriți, rulați comanda într-un terminal sau repetați-o cu --yes; dacă s-a afișat un cuvânt, cu --confirm și acel cuvânt.
rec-connecting = Nu este nimic de făcut.
rec-container-closed = Vedeți ce conține cu „parafa show FIȘIER” sau aduceți cheia lui pe un token cu „parafa import FIȘIER”.
rec-container-damaged = Luați din nou fișierul de unde a venit.
rec-control-character = Tastați valoarea de mână.
rec-country-invalid = Repetați cu cele două litere ale țării.
rec-date-invalid = Repetați cu ziua în care s-a făcut, sau fără --on dacă a fost astăzi.
rec-declined = Repetați comanda dacă vă răzgândiți.
rec-device-denied = Instalați programul tokenului ca administrator: el aduce regula care deschide dispozitivul pentru toți utilizatorii.
rec-device-without-reader = Instalați programul tokenului, apoi scoateți-l și introduceți-l din nou. Pe Linux este nevoie și de pachetul libccid.
rec-driver-blind = Instalați cea mai nouă versiune a driverului. Nu pregătiți tokenul din nou: s-ar pierde ce este pe el.
rec-driver-missing = Instalați driverul: se află pe pagina de asistență a celui care v-a dat tokenul. Apoi porniți din nou acest program.
rec-ends-soon = Reînnoiți-l cât este încă valabil: „parafa renew”.
rec-entry-not-found = Repetați cu unul dintre nume după --entry, sau fără --entry pentru toate.
rec-expired = Cereți un certificat nou.
rec-expired-refused = Indicați fișierul mai nou sau repetați cu --allow-expired dacă îl doriți pe cel vechi.
rec-extended-key-usage-unknown = Repetați cu nume cunoscute sau cu un OID, despărțite prin virgule.
rec-field-doubtful = Comparați valoarea cu documentul sau cu registrul; schimbați-o dacă este greșită.
rec-field-invalid = Corectați valoarea și repetați.
rec-field-not-kept = Nu dați valoarea aici. Ea este cerută când se face formularul.
rec-field-unknown = Alegeți unul dintre aceste nume. „parafa profiles show PROFIL” spune ce cere o autoritate.
rec-file-empty = Descărcați sau cereți din nou fișierul.
rec-file-exists = Mutați fișierul în altă parte sau indicați alt loc cu --out.
rec-file-is-archive = Dezarhivați-o într-un dosar și indicați dosarul.
rec-file-is-folder = Indicați un fișier din dosar.
rec-file-is-pipe = Dați datele la intrarea standard, cu „-” în locul fișierului.
rec-file-not-found = Verificați calea și repetați.
rec-file-not-recognised = Descărcați sau cereți din nou fișierul, așa cum a fost trimis. Nu îl deschideți și nu îl salvați într-un procesor de text.
rec-file-too-large = Indicați fișierul potrivit.
rec-file-unreadable = Copiați fișierul într-un dosar al dumneavoastră și repetați.
rec-final-try = Asigurați-vă întâi de PIN. Apoi rulați din nou comanda cu --allow-final-try; într-un terminal vi se cere și un „da” tastat.
rec-fits-no-key = Introduceți tokenul pe care s-a făcut cererea. „parafa identify” spune de ce cerere ține un fișier.
rec-folder-needed = Indicați un dosar care există sau nu indicați niciunul, pentru a căuta pe tokenuri.
rec-form-left-out = Repetați când aveți certificatul; puteți indica și un fișier cu el.
rec-form-needs-certificate = Conectați tokenul sau indicați un fișier cu certificatul.
rec-form-unconfirmed = Întrebați autoritatea înainte de a depune documentele.
rec-generator-needed = Faceți cererile cu generatorul autorității, apoi preluați-le: parafa request -p PROFIL --from DOSAR.
rec-http-odd = Comparați adresa; dacă numele serverului este corect, aceasta nu spune nimic împotriva certificatului.
rec-http-refused = Vedeți cu „parafa compare” că acesta este certificatul înregistrat și întrebați autoritatea ce îi lipsește.
rec-id-mismatch = Instalați din nou certificatul din fișier: „parafa install FIȘIER” îi dă identificatorul corect.
rec-id-replaced = Folosiți id-ul afișat.
rec-id-shared = Dacă totul funcționează, nu schimbați nimic. Altfel întrebați cine le-a scris, înainte de a șterge ceva.
rec-import-unfinished = Terminați importul sau scoateți cheia; ambele comenzi sunt mai sus. Nimic altceva de pe token nu a fost atins.
rec-init-unfinished = Pe token nu este nimic. Repetați ce ați făcut atunci sau cereți ca PIN-ul să fie pus de cine are PIN-ul administratorului.
rec-internal = Vă rugăm să raportați problema, cu ce afișează -v.
rec-interrupted = Uitați-vă cu „parafa show” înainte de a repeta comanda.
rec-issuer-foreign = Întrebați autoritatea dacă acceptă acest emitent, înainte de a depune ceva.
rec-issuer-missing = Luați certificatele emitentului de pe situl lui și numiți-le cu „--trust” sau folosiți „--online”.
rec-issuer-not-listed = Comparați certificatul cu ce primește autoritatea sau indicați altul.
rec-issuer-not-taken = Numiți alt certificat cu -i, dacă există.
rec-issuer-test = Cereți un certificat real; sau numiți mediul de test la care vă referiți.
rec-issuer-unknown = Indicați autoritatea cu -p; „parafa profiles” le înșiră.
rec-java-key-store = Rulați: keytool -importkeystore -srckeystore FIȘIER.jks -destkeystore FIȘIER.p12 -deststoretype pkcs12. Apoi folosiți FIȘIER.p12.
rec-journal-damaged = Păstrați fișierul pus deoparte. Ce este pe tokenuri nu este afectat.
rec-journal-newer = Folosiți versiunea mai nouă sau indicați alt dosar prin variabila PARAFA_STATE_DIR.
rec-journal-unwritable = Faceți posibilă scrierea în dosar sau indicați altul prin variabila PARAFA_STATE_DIR.
rec-key-absent = Căutați tokenul pe care a fost făcut. Un certificat fără cheie nu poate fi folosit, iar cheia nu poate fi refăcută.
rec-key-broken = Nu îl mai folosiți: cereți emitentului un token nou și revocarea acestui certificat.
rec-key-can-leave = Dacă autoritatea cere chei care nu pot fi copiate, cereți un certificat nou cu o cheie făcută pe token.
rec-key-cannot-leave = Exportați certificatul cu --format pem sau der. Cine are nevoie de cheie în altă parte cere un certificat pentru o a doua cheie.
rec-key-does-not-sign = Citiți ce spune „parafa explain” despre acel număr; nu ștergeți nimic.
rec-key-elsewhere = Uniți certificatul cu cheia în generator, așa cum spune pasul următor al cazului.
rec-key-extractable = Nu folosiți această cheie. Ștergeți-o cu „parafa delete” și folosiți alt token.
rec-key-hidden = „parafa check --sign” cere PIN-ul și încearcă cheia.
rec-key-id-invalid = Copiați id-ul din „parafa show”.
rec-key-not-found = Uitați-vă cu „parafa show --login” și repetați cu un id de acolo.
rec-key-not-taken = Lăsați cheia în fișierul ei sau faceți o cheie nouă pe token: „parafa request”.
rec-key-not-there = Închideți celelalte programe care folosesc tokenul și uitați-vă cu „parafa show --login”.
rec-key-not-tried = Încercați-o în programul care o folosește.
rec-key-pin-needed = Rulați comanda într-un terminal sau indicați o sursă cu --key-pin-source.
rec-key-refused = Cereți un certificat cu o cheie pe care autoritatea o acceptă.
rec-key-shared = Ștergeți certificatele de care nu mai este nevoie, fiecare după numărul lui de serie, și abia apoi cheia.
rec-key-small = Cereți un certificat nou, cu o cheie nouă.
rec-key-type-not-made = Repetați cu unul dintre tipurile care pot fi folosite sau lăsați tokenul să facă cheia: --store token.
rec-key-type-not-taken = Cereți un certificat pentru o cheie nouă: „parafa request”.
rec-key-type-unknown = Repetați cu un tip cunoscut, de exemplu --key rsa2048.
rec-key-unproved = Continuați sau scoateți cheia; ambele comenzi sunt mai sus. Nu folosiți cheia înainte de probă.
rec-key-unreadable = Fișierul nu are nimic; valoarea cheii nu a putut fi apreciată.
rec-key-usage-unknown = Repetați cu nume cunoscute, despărțite prin virgule.
rec-key-vanished = Nu mai scrieți nimic pe acest token. Uitați-vă cu „parafa show --login” și transmiteți rezultatul asistenței pentru token.
rec-label-invalid = Repetați cu o etichetă care se potrivește. Dumneavoastră hotărâți ce cuvinte pot lipsi; nimic nu se taie singur.
rec-language-unknown = Alegeți una dintre limbile disponibile.
rec-left-over = Nu strică; „parafa tidy” arată ce s-ar putea șterge.
rec-left-waiting = Lăsați tokenul introdus câteva minute. Apoi uitați-vă cu „parafa show --login”: veți afla ce a rezultat.
rec-letters-cedilla = Scrieți numele exact cum stă în certificat: copiați-l de aici.
rec-letters-lost = Dacă sistemul autorității arată la fel, funcționează; altfel cereți emitentului să îl emită din nou.
rec-letters-not-allowed = De obicei nu este nimic de făcut; dacă un program îl refuză, spuneți emitentului acest număr.
rec-listed-without-pin = Indicați cu -t tokenul la care vă referiți.
rec-login-for-keys = Repetați cu --login ca să vedeți cheile.
rec-login-odd = Verificați starea PIN-ului cu programul tokenului înainte de a da din nou PIN-ul.
rec-looks-unfinished = Rulați „parafa show --login”: veți afla ce a rezultat.
rec-mail-in-name = Cereți din nou certificatul, fără adresă în nume.
rec-module-crashed = Scoateți tokenul și introduceți-l din nou, apoi repetați. Dacă se întâmplă iar, instalați cea mai nouă versiune a programului tokenului.
rec-module-denied = Instalați din nou programul tokenului pentru toți utilizatorii sau cereți administratorului calculatorului dreptul de a citi fișierul.
rec-module-exited = Instalați cea mai nouă versiune a programului tokenului. Dacă de el ține un serviciu, verificați că rulează.
rec-module-host = Repetați comanda. Dacă iar nu merge, raportați problema, cu ce afișează -v.
rec-module-hung = Închideți alte programe care folosesc tokenul, scoateți-l și introduceți-l din nou. Un cititor lent poate cere mai mult timp: --timeout.
rec-module-init-refused = Verificați că serviciul pentru carduri inteligente rulează și că setările driverului pot fi citite, apoi repetați.
rec-module-known = Uitați-vă cu „parafa modules”; nu este nimic de adăugat.
rec-module-missing = Verificați calea sau renunțați la --module, ca driverele să fie căutate.
rec-module-not-library = Instalați din nou programul tokenului. Textul de mai sus spune ce lipsește.
rec-module-not-pkcs11 = Indicați fișierul driverului; „parafa modules” arată driverele găsite.
rec-module-unknown = Uitați-vă cu „parafa modules” și repetați cu un id sau o cale de acolo.
rec-module-unsupported = Folosiți pentru asta programul tokenului sau o versiune mai nouă a lui.
rec-module-wrong-architecture = Instalați ediția programului tokenului care se potrivește cu acest calculator.
rec-name-misleads = Redenumiți fișierul, ca să nu fie încărcat în locul greșit.
rec-net-asked = Nu este nimic de făcut. Fără „--online” nu se întreabă nimic.
rec-net-failed = Descărcați fișierul cu un navigator și numiți-l cu „--trust” sau „--crl”.
rec-new-pair-destroyed = Folosiți alt token sau întrebați producătorul ce setări protejează cheile.
rec-new-pin-length = Alegeți un PIN de o lungime pe care tokenul o primește.
rec-new-pin-needed = Rulați comanda într-un terminal sau indicați o sursă cu --new-pin-source.
rec-new-pin-refused = Alegeți alt PIN nou: numai cifre, de la șase la opt, nu toate la fel și nu la rând.
rec-no-card = Introduceți cardul în cititor, cu cipul înainte, până la capăt.
rec-no-certificate-in-file = Indicați fișierul care conține certificatul. „parafa identify” spune ce este un fișier.
rec-no-common-signature = Instalați cea mai nouă versiune a programului tokenului și repetați.
rec-no-http-answer = Comparați portul din adresă.
rec-no-key-in-file = Pentru certificate folosiți „parafa install FIȘIER”.
rec-no-list-in-file = Dați lista așa cum o publică emitentul sau folosiți „--online”.
rec-no-module = Instalați programul venit cu tokenul sau indicați fișierul driverului cu --module. Comanda „parafa modules” arată unde s-a căutat.
rec-no-public-half = Cheia rămâne pe token. Faceți cererea cu programul producătorului tokenului sau alegeți alt tip de cheie.
rec-no-public-key-object = Nu este nimic de făcut.
rec-no-qualified-device = Comandați unul pe dispozitiv calificat, sau întrebați autoritatea dacă îl acceptă pe acesta.
rec-no-reader = Introduceți tokenul direct, nu printr-un hub, și încercați altă mufă. Dacă lumina lui se aprinde, trebuie instalat programul lui.
rec-no-request-for = Indicați dosarul generatorului sau, cu --only, numai cererile care există.
rec-no-token = Introduceți tokenul, așteptați câteva secunde și repetați. Comanda „parafa modules” arată ce drivere au fost întrebate.
rec-no-usable-mechanism = Repetați cu unul dintre tipurile care pot fi folosite: --key TIP.
rec-no-visible-key-fits = Repetați cu --login, pentru ca după PIN cheile să se vadă.
rec-not-connected = Începeți cu prima constatare; „parafa explain NUMĂR” spune mai mult.
rec-not-for-this-request = Repetați cu una dintre valorile acceptate sau fără opțiune.
rec-not-logged-in = Repetați și dați PIN-ul cerut.
rec-not-opened = Deschideți-l cu managerul de fișiere sau cu navigatorul.
rec-not-qualified = Comandați un certificat calificat de la unul dintre emitenții numiți de autoritate.
rec-not-removed = Uitați-vă cu „parafa show --login”. Ștergeți obiectul cu programul producătorului tokenului sau trimiteți detaliile date de -v asistenței lui.
rec-not-sensitive = Nu este nimic de făcut.
rec-not-yet-available = Vedeți dacă există o versiune mai nouă; „parafa --help” arată ce poate aceasta.
rec-not-yet-valid = Folosiți certificatul începând cu acea dată.
rec-nothing-matches = Uitați-vă cu „parafa show” și repetați cu un id de acolo.
rec-nothing-remembered = Dați întreg numărul de serie, întreg numele titularului sau „sha256:” și întreaga amprentă. Ce este numai pe un token nu este reținut aici.
rec-nothing-to-check = Introduceți tokenul sau numiți fișierul certificatului.
rec-number-unknown = Copiați numărul așa cum apare înaintea mesajului.
rec-only-address = Cereți din nou certificatul, cu numele serverului.
rec-option-unknown = Vedeți ajutorul comenzii: „--help” după numele ei.
rec-options-conflict = Renunțați la una dintre ele.
rec-other-certificate = Dacă este nevoie de acel certificat, instalați-l separat.
rec-out-not-folder = Faceți mai întâi dosarul sau indicați altul cu --out.
rec-out-not-writable = Indicați cu --out un dosar al dumneavoastră.
rec-outcome-unknown = Nu repetați încă comanda. Uitați-vă cu „parafa show --login”: arată ce este acolo.
rec-partial-listing = Introduceți din nou tokenul și repetați.
rec-password-empty = Alegeți o parolă din mai multe cuvinte și notați-o în alt loc decât fișierul.
rec-password-needed = Rulați comanda într-un terminal sau indicați o sursă cu --password-source (prompt, env:NUME, file:CALE, fd:N).
rec-password-new-needed = Rulați comanda într-un terminal sau indicați o sursă cu --password-source (prompt, env:NUME, file:CALE, fd:N). Notați parola în alt loc decât fișierul.
rec-password-not-ascii = Alegeți o parolă din litere simple și cifre dacă fișierul este pentru Java sau pentru un program vechi.
rec-password-or-damage = Repetați cu parola potrivită. Dacă acel program îl deschide, trimiteți asistenței felul fișierului, niciodată fișierul însuși.
rec-password-short = Scrieți fișierul încă o dată, cu o parolă mai lungă, de exemplu din patru cuvinte.
rec-password-wrong = Repetați cu parola potrivită. Un fișier nu numără încercările; nimic nu se blochează.
rec-path-unfit = Luați certificatele actuale ale autorității de pe situl ei; dacă al dumneavoastră este de vină, cereți unul nou.
rec-pin-cancelled = Rulați din nou comanda când sunteți gata să introduceți PIN-ul.
rec-pin-change-unclear = Notați PIN-ul care a fost acceptat și distrugeți cealaltă notă.
rec-pin-count-low = Tastați PIN-ul cu grijă. Opriți-vă dacă este respins încă o dată.
rec-pin-for-which = Numiți tokenul cu -t, prin eticheta sau numărul lui de serie, sau lăsați PIN-ul să fie cerut în terminal.
rec-pin-invalid = Comparați PIN-ul cu cel din scrisoarea acestui token. Într-un fișier, pe prima linie poate sta numai PIN-ul.
rec-pin-last-try = Nu ghiciți. Căutați întâi scrisoarea cu PIN-ul; dacă s-a pierdut, întrebați emitentul tokenului.
rec-pin-length = Comparați PIN-ul cu cel din scrisoarea acestui token și tastați-l fără spații.
rec-pin-locked = Cine are PIN-ul administratorului (PUK) pune unul nou: „parafa pin unblock”. Altfel, adresați-vă emitentului tokenului. Deblocarea păstrează cheile; inițializarea le-ar șterge.
rec-pin-must-change = Schimbați PIN-ul: „parafa pin change”. Apoi rulați din nou comanda.
rec-pin-needed = Rulați comanda într-un terminal sau indicați o sursă cu --pin-source (prompt, env:NUME, file:CALE, fd:N, pad).
rec-pin-not-set = PIN-ul îl pune cine a pregătit tokenul, ca administrator al lui: „parafa pin unblock”.
rec-pin-refused-before = Dați alt PIN, sau niciunul până când este cunoscut.
rec-pin-same = Alegeți alt PIN, care nu este scris nicăieri în acest cabinet.
rec-pin-source-unreadable = Corectați sursa sau renunțați la opțiune, ca secretul să fie cerut în terminal.
rec-place-unknown = Repetați cu unul dintre locurile cunoscute.
rec-private-key-in-file = Scoateți cheia din fișier și păstrați-o în siguranță: cine o are poate semna în numele dumneavoastră.
rec-profile-invalid = Corectați linia și încercați din nou cu „parafa profiles check FIȘIER”, sau mutați fișierul în altă parte.
rec-profile-needed = Repetați cu -p și profilul; „parafa profiles” le enumeră.
rec-profile-not-found = Alegeți una dintre autoritățile cunoscute. „parafa profiles” spune mai mult despre fiecare.
rec-proof-failed = Verificați de ce cerere ține certificatul: „parafa identify”.
rec-proof-not-possible = Încercați certificatul în programul care îl va folosi.
rec-provider-not-found = Uitați-vă cu „parafa provider” și repetați cu numele întreg.
rec-purpose-lacks = Cereți autorității un certificat de felul potrivit înainte de a vă baza pe acesta.
rec-qualified-as = Nu este nimic de făcut.
rec-quarter-start = Faceți cererea acum, nu după acea zi.
rec-read-back-differs = Nu folosiți ce s-a scris. Rulați din nou comanda cu -v și transmiteți detaliile asistenței pentru token.
rec-read-failed = Verificați că discul este conectat, apoi repetați.
rec-reader-unavailable = Scoateți cititorul și introduceți-l din nou, la nevoie în altă mufă.
rec-receipt-invalid = Copiați din nou dosarul de pe calculatorul pe care a fost deschis cazul.
rec-registered-differs = Cereți corectarea la autoritate: copiați textul certificatului așa cum stă aici, fără să îl tastați din nou.
rec-registry-invalid = Corectați linia indicată sau mutați fișierul în altă parte, pentru a folosi lista inclusă în program.
rec-remote-session = Introduceți tokenul în calculatorul din fața dumneavoastră și permiteți conexiunii să partajeze cardurile inteligente sau lucrați direct la calculatorul îndepărtat.
rec-renegotiation-wanted = Încercați această adresă într-un browser. Nu spune nimic împotriva certificatului dumneavoastră.
rec-renewal-closes = Reînnoiți-l înainte de ziua aceea: „parafa renew”.
rec-renewal-early = Așteptați ziua aceea înainte de a depune ceva.
rec-renewal-ended = Urmați pașii cazului de la început.
rec-renewal-late = Întrebați imediat emitentul; altfel comandați un certificat nou.
rec-renewal-over = Sunați emitentul; altfel este nevoie de o primă cerere, care durează mai mult.
rec-report-language = Alegeți o limbă oferită cu --report-lang, de exemplu --report-lang en.
rec-request-damaged = Descărcați sau cereți din nou fișierul, ori faceți din nou cererea cu --existing.
rec-request-only = Depuneți-o; instalați ce vine înapoi: „parafa install FIȘIER”.
rec-request-unfinished = Continuați cu comanda de mai sus, sau ștergeți cheia cu „parafa delete” dacă cererea nu mai este dorită.
rec-requests-share-key = Faceți din nou cererile cu generatorul și repetați.
rec-resume-not-needed = Luați fișierele din dosarul cazului.
rec-revocation-unknown = Folosiți „--online” sau dați lista actuală a emitentului cu „--crl”; o poate spune și emitentul însuși.
rec-root-not-trusted = Comparați amprenta cu cea publicată de autoritate; abia apoi numiți-l cu „--trust”.
rec-secret-file-open = Lăsați numai proprietarul să citească fișierul: chmod 600.
rec-secret-source-invalid = Indicați o sursă. Dacă acolo s-a tastat un secret, el este acum în istoricul liniei de comandă: ștergeți-l de acolo.
rec-senseless-answer = Instalați cea mai nouă versiune a programului tokenului. Rulați comanda cu -v pentru a vedea detaliile.
rec-serial-odd = Comparați-l cu ce arată autoritatea: „parafa compare”.
rec-server-name-unfit = Folosiți adresa din certificat, dacă o dă și autoritatea.
rec-server-no-tls = Comparați adresa și portul cu cele date de autoritate; întrebați pe cine are grijă de rețea dacă stă ceva la mijloc.
rec-server-not-reached = Verificați conexiunea la internet, comparați adresa și repetați; dacă tace numai acest server, așteptați și întrebați autoritatea.
rec-server-not-trusted = Luați certificatul rădăcină de la autoritate, comparați-i amprenta cu cea publicată de ea și numiți-l cu „--trust”.
rec-server-refused = Comparați adresa și întrebați autoritatea dacă serverul funcționează.
rec-session-lost = Închideți celelalte programe care folosesc tokenul și repetați.
rec-settle-ambiguous = Uitați-vă cu „parafa show --login” și alegeți chiar dumneavoastră cheia potrivită.
rec-settled = Continuați de unde v-ați oprit; nu trebuie repetat nimic.
rec-settled-nothing = Repetați ce doreați să faceți atunci.
rec-several-cases = Spuneți care, cu --case.
rec-several-certificates = Comparați numărul de serie cu cel înregistrat: „parafa compare”.
rec-several-keys-in-file = Indicați una dintre ele cu --entry sau renunțați la --label.
rec-several-match = Repetați cu id-ul complet al unuia dintre ele.
rec-several-of-one = Aflați care este folosit înainte de a schimba ceva.
rec-several-profiles = Repetați cu id-ul întreg.
rec-several-requests-for = Copiați fișierele care contează într-un dosar separat și repetați.
rec-several-tokens = Indicați unul cu --token: eticheta, numărul de serie sau URI-ul lui din „parafa tokens”.
rec-signature-invalid = Repetați o singură dată. Dacă iar nu reușește, rulați comanda cu -v și transmiteți detaliile asistenței pentru token.
rec-signed-weakly = Cereți emitentului unul nou.
rec-slot-not-found = Uitați-vă cu „parafa tokens” și repetați cu ce scrie acolo.
rec-so-pin-needed = Cereți PIN-ul administratorului de la cine a predat tokenul, apoi indicați o sursă cu --so-pin-source sau rulați comanda într-un terminal.
rec-step-not-found = Uitați-vă cu „parafa todo” și repetați cu unul dintre numele de acolo.
rec-subject-invalid = Corectați subiectul, de exemplu: --subject "CN=Ana Pop,O=Cabinet Pop,C=RO".
rec-subject-slash-form = Repetați cu forma afișată.
rec-superseded = După ce noul certificat funcționează peste tot, cel vechi poate fi șters cu „parafa tidy”.
rec-template-reduced = Nu este nimic de făcut.
rec-terminal-needed = Porniți programul într-un terminal sau dați o comandă: „parafa --help” arată comenzile.
rec-token-empty = Uitați-vă cu PIN-ul: „parafa show --login”. Dacă nici așa nu apare nimic, certificatul nu este pe acest token.
rec-token-full = Uitați-vă cu „parafa show --login”. Salvați și ștergeți ce nu mai este necesar, apoi repetați.
rec-token-has-fixed-places = Indicați un loc liber cu --place. Un loc ocupat este folosit numai după o confirmare tastată.
rec-token-makes-no-keys = Vedeți cu „parafa show --login” dacă există deja o cheie și folosiți-o cu --existing ID. Altfel întrebați emitentul, care generează cheile cu programul lui.
rec-token-not-blank = Dacă aveți îndoieli, opriți-vă. Cine vrea într-adevăr să șteargă tot repetă comanda în terminal sau cu acel cuvânt după --confirm.
rec-token-not-found = Introduceți acel token sau indicați cu -t unul care este introdus. Comanda „parafa tokens” le arată.
rec-token-not-recognised = Instalați driverul producătorului acestui token. Nu pregătiți tokenul din nou.
rec-token-refused = Rulați din nou comanda cu -v și transmiteți detaliile asistenței pentru token.
rec-token-removed = Introduceți din nou tokenul și uitați-vă cu „parafa show” înainte de a repeta ceva.
rec-token-uninitialised = Dacă tokenul a mai fost folosit, căutați întâi driverul lui: o nouă pregătire ar șterge tot. Altfel, cereți emitentului să îl pregătească.
rec-token-write-protected = Întrebați emitentul tokenului dacă se poate scrie pe el.
rec-uri-attribute-refused = Scoateți această parte. PIN-urile se dau cu --pin-source.
rec-uri-attribute-unknown = Scoateți acea parte din adresă sau copiați adresa afișată de „parafa tokens”.
rec-uri-invalid = Copiați adresa din „parafa tokens”, între ghilimele.
rec-usage = Vedeți ajutorul comenzii: „--help” după numele ei.
rec-usage-lacking = Folosiți certificatul făcut pentru acest scop, sau cereți unul emitentului.
rec-validity-long = Întrebați autoritatea dacă îl acceptă.
rec-value-missing = Dați valorile care lipsesc. Ajutorul comenzii le descrie.
rec-value-unknown = Repetați cu una dintre valorile posibile.
rec-view-incomplete = Repetați după ce cauza a dispărut; „parafa show --login” arată ce nu a putut fi citit.
rec-write-failed = Faceți loc sau alegeți alt loc cu --out, apoi repetați.
rec-wrong-pin = Nu încercați din nou pe ghicite. Căutați scrisoarea cu PIN-ul chiar al acestui token (comparați numărul de serie) și tastați PIN-ul o singură dată, cu grijă. Același PIN nu este trimis din nou.

## Help

help-about = parafa: chei și certificate pe tokenuri, pentru furnizorii de servicii medicale
help-calendar = Datele cazurilor și ale certificatelor, ca fișier de calendar
help-calendar-out = fișierul de scris, de exemplu parafa.ics; unul mai vechi al acestui program este adus la zi
help-check = Ce este pe un token sau într-un fișier și dacă va funcționa: un verdict, apoi ce este de făcut
help-check-all = toate constatările, și cele bune numai de știut; fără această opțiune: cel mult cinci
help-check-crl = un fișier sau dosar cu liste de revocare
help-check-objects = identificatori, fișiere sau dosare; fără ele: toate tokenurile introduse
help-check-online = întreabă adresele numite de certificate pentru emitenți, liste și servicii; fiecare este arătată mai întâi
help-check-profile = autoritatea după ale cărei reguli se judecă; fără opțiune: cea care cunoaște emitentul
help-check-redact = faceți persoanele de nerecunoscut în raport: nume, numere, adrese, nume de fișiere; același semn stă pentru aceeași valoare
help-check-report = scrie rezultatul în acest fișier nou; terminația spune cum: .html (o pagină de tipărit), .json, .csv (un rând pe certificat); se poate repeta
help-check-report-lang = limba raportului: user, authority sau un cod precum ro; fără această opțiune: user
help-check-sign = verificare cu PIN; fiecare cheie semnează ca dovadă
help-check-trust = un fișier sau dosar cu certificate de încredere, pe lângă cele ale sistemului și cele din dosarul „trust” al configurației; ce nu duce la unul este atunci o eroare
help-check-warn-days = cu câte zile înainte de sfârșit un certificat se spune că expiră curând; fără opțiune: cum cere autoritatea, altfel 30
help-compare = Ce este înregistrat față de certificat: prima diferență și numele ei
help-compare-holder = titularul așa cum este înregistrat: numele sau tot subiectul
help-compare-issuer = emitentul așa cum este înregistrat
help-compare-object = certificatul: număr de serie în orice formă, titular sau fișier; omis: singurul cunoscut
help-compare-serial = numărul de serie așa cum este înregistrat
help-connect = Autentifică la un server cu certificatul de pe token, ca să se vadă dacă funcționează
help-connect-id = cu ce certificat; dacă lipsește: singurul valabil pe care îl acceptă serverul
help-connect-profile = autoritatea ale cărei cuvinte explică răspunsul; dacă lipsește: cea a certificatului
help-connect-trust = de încredere sunt și certificatele din acest fișier sau dosar; se poate repeta
help-connect-url = adresa: https://SERVER[:PORT][/CALE]; https:// poate lipsi
help-delete = Șterge un certificat sau o cheie de pe token
help-delete-id = care: un id, un număr de serie, o etichetă, o amprentă sau o adresă pkcs11:
help-delete-what = certificate (cheia rămâne), key sau all; fără această opțiune: certificate
help-demo = Tot drumul pe un token de probă, cu date inventate
help-demo-env = afișează liniile din care scripturile iau tokenul, fișierul cu PIN-ul și CA-ul lui; cere --keep
help-demo-keep = lasă tokenul de probă, CA-ul lui și fișierul cu PIN-ul în acest dosar
help-demo-profile = drumul cărui profil; fără el: cel general
help-doctor = Spune de ce un token sau un certificat nu este văzut
help-doctor-bundle = scrie ce s-a găsit în acest fișier nou pentru asistență; mai întâi este arătat
help-done = Bifează un pas al unui caz, cu data și numărul lui
help-done-case = care caz, dacă mai multe au acest pas
help-done-for = numai pentru acest furnizor; se poate repeta
help-done-on = ziua, de forma 2026-11-25; fără această opțiune: astăzi
help-done-step = pasul; PAS@LOC dacă se face pe fiecare calculator
help-done-value = numărul pe care îl consemnează pasul
help-explain = Ce înseamnă un număr precum P041 și ce este de făcut
help-explain-number = numărul, așa cum stă înaintea mesajului
help-export = Scrie într-un fișier părțile publice ale unui certificat
help-export-case = numește și criptează un fișier cu cheie (--format p12) așa cum îl vrea autoritatea acestui caz
help-export-chain = împreună cu certificatele emitenților lui
help-export-cipher = pentru p12: modern (AES) sau legacy, pentru programe vechi
help-export-format = pem, der, p7b; pentru o cheie din fișier: p12 sau key (PEM criptat); fără această opțiune: pem
help-export-object = care: un id, un număr de serie, o etichetă sau un fișier
help-export-out = fișierul în care se scrie, - pentru ieșirea standard; fără această opțiune: un fișier nou aici, numit după etichetă și cheie
help-export-what = certificate sau public-key; fără această opțiune: certificatul
help-forget = Uită un certificat pe care îl ține minte acest calculator
help-forget-id = care: un număr de serie, o amprentă sha256: sau numele întreg al titularului
help-form = Face documentele autorității: cereri, fișe, mesaje
help-form-for = furnizorul pentru care sunt; se poate repeta; fără această opțiune: cei ai cazului
help-form-kind = numai acest document, de exemplu registration sau certificate; fără această opțiune: toate cele cerute de ocazie
help-form-object = care certificat: un id, un număr de serie, un titular sau un fișier; fără el: cel mai nou al autorității
help-form-open = le arată în programul sistemului
help-form-out = un dosar existent; fără această opțiune: cel al cazului sau unul nou aici
help-form-profile = autoritatea: o parte din numele ei, al județului sau al sistemului; fără această opțiune: după emitentul certificatului
help-form-when = first sau renewal; fără această opțiune: după caz sau după certificatele reținute
help-global-allow-final-try = permite unei operații ultima încercare a PIN-ului; la terminal se cere, în plus, un da tastat
help-global-color = culori: auto, always sau never; fără această opțiune: auto (NO_COLOR le oprește)
help-global-confirm = cuvântul care confirmă ce nu se mai poate desface, pentru scripturi
help-global-help = arată acest ajutor
help-global-json = răspunde cu un singur document JSON
help-global-key-pin-source = PIN-ul unei chei care îl cere la fiecare folosire; altfel PARAFA_KEY_PIN, altfel se cere
help-global-lang = limba textelor; altfel PARAFA_LANG, altfel limba sistemului
help-global-module = folosește numai acest driver (o cale sau un id din „parafa modules”); se poate repeta; altfel PARAFA_MODULE, altfel toate cele găsite
help-global-new-pin-source = un PIN nou; altfel PARAFA_NEW_PIN, altfel se cere de două ori
help-global-password-source = parola unui fișier; altfel PARAFA_PASSWORD, altfel se cere
help-global-pin-source = de unde vine PIN-ul: prompt, env:NUME, file:CALE, fd:N sau pad (tastele cititorului); altfel PARAFA_PIN, altfel se cere
help-global-quiet = spune numai ce s-a cerut și erorile
help-global-so-pin-source = PIN-ul administratorului (SO) sau cheia de administrare; altfel PARAFA_SO_PIN, altfel se cere
help-global-timeout = cât poate dura o citire, se admit zecimale; celelalte limite pot fi astfel numai prelungite
help-global-token = care token: eticheta, numărul de serie sau adresa lui pkcs11:
help-global-verbose = spune mai multe
help-global-version = arată versiunea
help-global-yes = răspunde cu da la întrebările simple; niciodată la cele despre ultima încercare a PIN-ului
help-group-care = Îngrijirea tokenului
help-group-it = Pentru IT
help-group-look = Consultare
help-group-wrong = Când ceva nu merge
help-group-year = În fiecare an
help-heading-arguments = Argumente:
help-heading-globals = Pentru orice comandă:
help-heading-options = Opțiuni:
help-heading-usage = Utilizare:
help-identify = De care cheie și de care cerere ține un fișier
help-identify-files = certificate sau cereri
help-import = Aduce pe token o cheie cu certificatul ei dintr-un fișier
help-import-ca = scrie pe token și certificatele autorităților din fișier
help-import-entry = numai cheia cu acest nume; fără această opțiune: toate cheile din fișier
help-import-file = un fișier .p12 sau .pfx ori un fișier cu o cheie privată
help-import-label = eticheta de pe token; fără această opțiune: numele cheii
help-import-place = care dintre locurile fixe pentru chei ale cardului
help-init = Inițializează un token; tot ce este pe el dispare
help-init-label = eticheta nouă a tokenului, cel mult 32 de octeți
help-install = Pune pe token un certificat trimis de autoritate
help-install-allow-expired = scrie și un certificat expirat
help-install-backup = un .p12 cu cheia, la care se adaugă certificatul; cele scrise aici de o cerere se găsesc și fără această opțiune
help-install-ca = scrie pe token și certificatele primite ale autorităților
help-install-chain = certificatul unui emitent; se poate repeta
help-install-inputs = ce a trimis autoritatea; - citește de la intrarea standard
help-install-login = caută cheile cu PIN-ul
help-modules = Drivere: cele căutate și găsite, unul adăugat, fiecare încercat
help-modules-action = list (fără niciun cuvânt), add: adaugă un driver, sau probe: încarcă fiecare driver și spune ce a ieșit
help-modules-path = pentru add: fișierul driverului
help-modules-report = pentru probe: scrie în acest fișier ce s-a văzut la fiecare driver, fără etichete și numere de serie, ca să ni-l trimiteți
help-more =
    Fără nicio comandă se deschid ecranele din terminal. „parafa COMANDĂ --help” spune mai multe despre o comandă.
    Nicio opțiune nu primește chiar PIN-ul sau parola, ci numai locul de unde se citesc.
help-pin = Starea PIN-urilor; schimbarea unui PIN; un PIN nou stabilit de administrator
help-pin-action = status (implicit), change (PIN-ul vechi este cunoscut) sau unblock (administratorul stabilește un PIN nou al utilizatorului)
help-pin-so = PIN-ul administratorului în locul celui al utilizatorului
help-profiles = Autorități: cele cunoscute, una în întregime, verificarea unui fișier propriu
help-profiles-action = list (fără niciun cuvânt), show: arată una în întregime, sau check: verifică un fișier
help-profiles-answers = afișează un fișier de completat, pentru opțiunea --answers a unei cereri
help-profiles-name = pentru show: o parte din nume; pentru check: fișierul
help-provider = Cabinete, farmacii, firme, scrise o singură dată
help-provider-action = list (fără niciun cuvânt), set: pune valori, sau forget: uită unul
help-provider-name = cum îl numiți dumneavoastră
help-provider-values = pentru set: CÂMP=VALOARE, de exemplu cui=12345674; o valoare goală scoate câmpul
help-renew = Certificatul care urmează altuia, așa cum îl cere autoritatea
help-renew-answers = fișier cu valori (vedeți „profiles show PROFIL --answers”)
help-renew-for = furnizorul pentru care este; se poate repeta; altfel, cei din cazul anterior
help-renew-id = certificatul de înlocuit: număr de serie, titular sau fișier
help-renew-key = tipul cheii; altfel cel al profilului sau al certificatului vechi
help-renew-only = numai această cerere a profilului; se poate repeta
help-renew-out = dosar existent pentru fișiere; altfel unul nou
help-renew-profile = al cui este certificatul; altfel se află din caz sau după emitent
help-renew-set = o valoare a profilului, de exemplu email=a@b.example; se poate repeta
help-renew-store = unde stă cheia: token, file sau both
help-request = Face o cheie și o cerere de certificat
help-request-answers = fișier cu valorile (vedeți profiles show --answers)
help-request-dry-run = spune ce s-ar face și nu face nimic
help-request-eku = utilizările extinse ale cheii, cu virgule, de exemplu clientAuth,emailProtection, sau OID-uri
help-request-existing = o cerere pentru această cheie, care există; nu se face una nouă
help-request-for = furnizorul pentru care se face; se poate repeta
help-request-from = preia cererile făcute de alt generator în acest dosar; nu se face nicio cheie
help-request-key = rsa2048, rsa3072, rsa4096, p256, p384, p521 sau ed25519; fără această opțiune: rsa2048
help-request-ku = utilizările cheii, cu virgule, de exemplu digitalSignature,keyEncipherment
help-request-label = eticheta cheii și numele fișierelor
help-request-only = numai această cerere a profilului; se poate repeta
help-request-out = un dosar existent pentru fișiere; fără această opțiune: cel curent
help-request-place = care dintre locurile fixe pentru chei ale cardului
help-request-profile = autoritatea: o parte din numele ei, al județului sau al sistemului
help-request-resume = cazul cu care se continuă sau dosarul lui de pe alt calculator
help-request-san = încă un nume: dns:host.example sau email:name@host.example; se poate repeta
help-request-set = valoarea unui câmp, CÂMP=VALOARE; se poate repeta
help-request-store = unde stă cheia nouă: token, file (un .p12 criptat) sau both; nu se mai poate schimba după aceea; fără această opțiune: token
help-request-subject = numele din certificat: TIP=valoare, cu virgule, întâi partea cea mai cuprinzătoare
help-revoke = Cine revocă un certificat, unde și ce mai depinde de el
help-revoke-id = certificatul: număr de serie în orice formă, titular sau fișier
help-show = Ce există, ca certificate cu cheile lor
help-show-all = numește și obiectele de alt fel: chei secrete, date; nu le citește
help-show-asn1 = structura ASN.1 a certificatului, ca arbore
help-show-full = numele și seria în toate formele, fiecare extensie în cuvinte
help-show-login = citește cu PIN-ul, ca să apară și cheile ascunse
help-show-objects = id-uri, fișiere sau dosare; fără ele: toate tokenurile conectate
help-show-serial-format = numerele de serie ca hex, colon, groups sau decimal; fără această opțiune: hex
help-sign = O semnătură detașată pentru un fișier, cu certificatul de pe token
help-sign-file = fișierul; rămâne cum este
help-sign-id = cu ce certificat; omis: singurul valabil
help-sign-out = unde ajunge semnătura: un fișier nou sau un dosar; omis: FIȘIER.p7s în dosarul curent
help-tidy = Arată ce a rămas de prisos pe tokenuri sau într-un dosar și îl poate șterge
help-tidy-folder = un dosar, ale cărui fișiere sunt doar arătate; fără el: tokenurile
help-tidy-login = citește cu PIN-ul, ca să se vadă care certificate nu au cheie
help-tidy-remove = șterge de pe token ce are un înlocuitor verificat; fără această opțiune, se arată doar lista
help-todo = Ce este de făcut acum: cazuri, termene, certificate care expiră
help-todo-case = un singur caz, chiar și unul încheiat
help-tokens = Tokenurile conectate
help-usage-options = [opțiuni]
help-usage-top = parafa [comandă] [opțiuni]
help-value-case = CAZ
help-value-cipher = CIFRU
help-value-date = DATĂ
help-value-dir = DOSAR
help-value-file = FIȘIER
help-value-form = FORMĂ
help-value-format = FORMAT
help-value-id = ID
help-value-kind = FEL
help-value-label = ETICHETĂ
help-value-lang = LIMBĂ
help-value-list = LISTĂ
help-value-module = DRIVER
help-value-n = N
help-value-name = NUME
help-value-number = NUMĂR
help-value-path = CALE
help-value-place = LOC
help-value-profile = PROFIL
help-value-provider = FURNIZOR
help-value-request = CERERE
help-value-seconds = SECUNDE
help-value-selector = TOKEN
help-value-serial = SERIE
help-value-setting = CÂMP=VALOARE
help-value-src = SURSĂ
help-value-step = PAS
help-value-store = UNDE
help-value-subject = SUBIECT
help-value-text = TEXT
help-value-type = TIP
help-value-url = ADRESĂ
help-value-what = CE
help-value-when = CÂND
help-value-word = CUVÂNT

## What the command line says and asks

cli-advice = Ce este de făcut:
cli-ask-address = Adresa la care vă autentificați
cli-ask-again = Acesta nu este unul dintre numere.
cli-ask-bundle = Scriu acestea în { $path }, pentru a fi transmise asistenței?
cli-ask-calendar = Fișierul calendarului (nume.ics):
cli-ask-choose = Număr (Enter: niciunul):
cli-ask-delete-certificate = Ștergeți acest certificat de pe tokenul { $token }: { $value }? Întâi se salvează într-un fișier.
cli-ask-delete-key = Această cheie dispare definitiv, nimeni nu o mai aduce înapoi: { $value }, pe tokenul { $token }. Certificatele ei devin inutile.
cli-ask-driver = Calea fișierului driverului:
cli-ask-field = { $label }:
cli-ask-field-again = Încă o dată același lucru:
cli-ask-field-hint = { $label } ({ $hint }):
cli-ask-file = Fișier:
cli-ask-file-to-sign = Fișierul de semnat
cli-ask-final-try = A rămas o singură încercare a PIN-ului pe tokenul { $token } (seria { $serial }). Dacă PIN-ul este greșit, se blochează.
cli-ask-id = Care anume (id, număr de serie sau etichetă):
cli-ask-init = Tot ce este pe tokenul { $token } dispare definitiv. Aici se văd: { $names }. Alt program poate vedea certificate care aici nu apar.
cli-ask-install-expired = Certificatul din { $file } a expirat la { $date }. Îl scrieți totuși?
cli-ask-key-file = Fișierul cu cheia (.p12, .pfx):
cli-ask-label = Eticheta tokenului (cel mult 32 de octeți):
cli-ask-look-with-pin = Nicio cheie vizibilă fără PIN nu se potrivește cu certificatul din { $file }. Căutați cu PIN-ul?
cli-ask-new-password = Parolă nouă pentru fișierul care se scrie (cheia din { $token }):
cli-ask-new-pin = { $role }, cel nou, pentru tokenul { $token } (seria { $serial }):
cli-ask-new-pin-again = Încă o dată același lucru:
cli-ask-new-pin-differs = Cele două nu sunt la fel.
cli-ask-nul = Textul introdus conține un caracter (NUL) care nu se trimite niciodată unui token.
cli-ask-number = Numărul mesajului, de exemplu P041:
cli-ask-password = Parola pentru { $token }:
cli-ask-pin = { $role } pentru tokenul { $token } (seria { $serial }):
cli-ask-pin-key = { $role } { $token } (seria { $serial }):
cli-ask-pin-state = Despre acest PIN tokenul spune: { $state }.
cli-ask-profile = Care autoritate (o parte din numele ei, al județului sau al sistemului):
cli-ask-profile-file = Fișierul profilului (.toml):
cli-ask-provider = Numele cabinetului, al farmaciei sau al firmei:
cli-ask-registered-holder = Titularul așa cum este înregistrat (Enter: sari peste)
cli-ask-registered-issuer = Emitentul așa cum este înregistrat (Enter: sari peste)
cli-ask-registered-serial = Numărul de serie așa cum este înregistrat (Enter: sari peste)
cli-ask-step = Ce pas s-a făcut (numele lui din „parafa todo”):
cli-ask-store = Unde să stea cheia? De pe token nu o poate copia nimeni, nici dumneavoastră. Din fișier o poate reface oricine are fișierul și parola lui.
cli-ask-subject = Subiect, de exemplu CN=…,O=…:
cli-ask-tidy = Ștergeți de pe tokenul { $token }: { $names } ({ $count })? Întâi se verifică înlocuitorul, apoi fiecare se salvează în fișier. Cheile rămân.
cli-ask-typed = Tastați { $word } pentru a continua:
cli-ask-yes-no = { $question } [{ $yes }/{ $no }]
cli-calendar-end = Expiră certificatul lui { $name }
cli-calendar-renewal = Ultima zi pentru reînnoirea certificatului lui { $name }
cli-candidates = Se potrivesc:
cli-card-atr = Cardul răspunde { $text }.
cli-card-driver-here = Pare a fi { $token }, pentru driverul { $name }, care este pe acest calculator, dar nu îl citește. „parafa doctor” caută motivul.
cli-card-driver-issuer = Cereți driverul de la cine v-a dat tokenul.
cli-card-driver-issuers = Astfel de tokenuri dau { $names } și alții; driverul se află pe pagina de asistență a celui care v-a dat tokenul.
cli-card-driver-missing = Pare a fi { $token }. Driverul lui nu este instalat pe acest calculator: { $name }.
cli-card-driver-page = Se găsește aici: { $url }
cli-card-group = Un singur card cu { $count } tokenuri, fiecare cu PIN-ul lui: PIN-ul unuia nu le deschide pe celelalte.
cli-card-unknown = Niciun driver de pe acest calculator nu citește acest card și el nu este printre cele cunoscute aici. Cereți driverul de la cine vi l-a dat.
cli-card-unread = (niciun driver nu citește acest card)
cli-changes = Certificatul vechi și cel nou
cli-changes-from = Valabil de la
cli-changes-keep = Acestea rămân neschimbate:
cli-changes-report = Acestea trebuie anunțate din nou:
cli-changes-until = Valabil până la
cli-check-all-good = { $count ->
    [one] { $count } certificat este bun.
    [few] Toate cele { $count } certificate sunt bune.
   *[other] Toate cele { $count } de certificate sunt bune.
}
cli-check-by-none = fără regulile unei autorități
cli-check-good = Bun: { $name }, până la { $date }.
cli-check-hidden = { $count ->
    [one] încă { $count } constatare: --all
    [few] încă { $count } constatări: --all
   *[other] încă { $count } de constatări: --all
}
cli-check-not-revoked = nerevocat, la { $date }, spune { $by }
cli-check-nothing-wrong = Nu are nicio problemă.
cli-check-partial = Ce s-a putut citi este în regulă; nu s-a putut citi tot.
cli-check-proved = cheia semnează
cli-check-subject = { $name }, { $serial }: { $by }
cli-check-to-be-confirmed = Această regulă urmează să fie confirmată de autoritate.
cli-check-trusted = duce la { $name }, care este de încredere
cli-check-warned = Funcționează, dar: { $text }
cli-check-warned-more = { $count ->
    [one] Funcționează, dar: { $text } Și încă una.
    [few] Funcționează, dar: { $text } Și încă { $count }.
   *[other] Funcționează, dar: { $text } Și încă { $count }.
}
cli-check-wrong = Nu funcționează: { $text }
cli-check-wrong-more = { $count ->
    [one] Nu funcționează: { $text } Și încă una.
    [few] Nu funcționează: { $text } Și încă { $count }.
   *[other] Nu funcționează: { $text } Și încă { $count }.
}
cli-choose-certificate = Se potrivesc mai multe certificate. Despre care este vorba?
cli-choose-key = Sunt mai multe chei noi. Care a fost făcută de cererea întreruptă?
cli-choose-profile = Mai multe profiluri cunosc acest emitent. Despre care este vorba?
cli-choose-provider = Pentru care furnizor?
cli-choose-token = Sunt mai multe tokenuri. Despre care este vorba?
cli-class-certificate = certificat
cli-class-private-key = cheie
cli-class-public-key = partea publică a cheii
cli-compare-certificate = certificat
cli-compare-differs = diferă
cli-compare-holder = Titular
cli-compare-issuer = Emitent
cli-compare-kind-accents = Caracterul { $position }: { $registered } în loc de { $certificate }. Semnul literei lipsește sau este altul.
cli-compare-kind-blanks = Caracterul { $position }: diferă doar spațiile. Înregistrat: { $registered }; certificat: { $certificate }.
cli-compare-kind-cedilla = Caracterul { $position }: { $registered } în loc de { $certificate }. Una are sedilă, cealaltă virgulă dedesubt: seamănă, dar sunt litere diferite.
cli-compare-kind-composed = Caracterul { $position } arată la fel, dar { $registered } este compus din alte caractere decât { $certificate }.
cli-compare-kind-cut-off = Se termină prea devreme: la sfârșit lipsește { $certificate }.
cli-compare-kind-decimal = Același număr, dar în zecimal în loc de hexazecimal.
cli-compare-kind-different = Nu se potrivește nimic.
cli-compare-kind-extra = La caracterul { $position } este în plus { $registered }.
cli-compare-kind-grouping = Aceleași cifre; diferă doar semnele dintre ele (spații, două puncte, 0x).
cli-compare-kind-hex = Același număr, dar în hexazecimal în loc de zecimal.
cli-compare-kind-hex-case = Aceleași cifre; diferă doar literele mari și mici.
cli-compare-kind-identical = La fel, caracter cu caracter.
cli-compare-kind-invisible = Caracterul { $position }: diferă doar caractere care nu se văd. Înregistrat: { $registered }; certificat: { $certificate }.
cli-compare-kind-leading-zero-added = Același număr, dar i s-a pus un zero în față.
cli-compare-kind-leading-zero-lost = Același număr, dar s-a pierdut un zero de la început.
cli-compare-kind-letter-case = Caracterul { $position }: diferă literele mari și mici, { $registered } în loc de { $certificate }.
cli-compare-kind-look-alike = Caracterul { $position }: { $registered } seamănă cu { $certificate }, dar este alt caracter.
cli-compare-kind-missing = La caracterul { $position } lipsește { $certificate }.
cli-compare-kind-mojibake = De la caracterul { $position } un program a citit greșit literele ({ $registered } în loc de { $certificate }): UTF-8 a fost citit ca Windows-1252.
cli-compare-kind-old-certificate = Acesta este al certificatului vechi al lui { $holder }, până la { $date } (seria { $serial }): cel nou nu este încă înregistrat.
cli-compare-kind-order = Toate părțile există, dar în altă ordine: { $registered } stă acolo unde certificatul are { $certificate }.
cli-compare-kind-organization-identifier = Același nume; doar partea 2.5.4.97 (numărul organizației) se numește { $registered } în loc de { $certificate }.
cli-compare-kind-other-certificate = Acesta este al altui certificat: { $holder }, până la { $date } (seria { $serial }).
cli-compare-kind-other-form = La fel, scris în altă formă: semnele dintre părți sau denumirile lor.
cli-compare-kind-part-extra = Certificatul nu are partea { $registered }.
cli-compare-kind-part-missing = Lipsește partea { $certificate }.
cli-compare-kind-part-type = „{ $part }” se numește { $registered } în loc de { $certificate }.
cli-compare-kind-replaced = Caracterul { $position }: { $registered } în loc de { $certificate }.
cli-compare-kind-reversed = Același nume în ordine inversă: ultima parte din certificat stă prima.
cli-compare-kind-rounded = Un tabel electronic a făcut din el un număr rotunjit: ultimele cifre s-au pierdut. Acolo trebuie introdus ca text.
cli-compare-kind-swapped = La caracterul { $position } două caractere și-au schimbat locul: { $registered } în loc de { $certificate }.
cli-compare-kind-zero-lost = La caracterul { $position } s-a pierdut un zero: certificatul are acolo { $certificate }.
cli-compare-nothing = nimic
cli-compare-of = { $name }, până la { $date }, seria { $serial }
cli-compare-otherwise = înseamnă același lucru, dar este scris altfel
cli-compare-quoted = „{ $text }”
cli-compare-registered = înregistrat
cli-compare-same = la fel
cli-compare-serial = Număr de serie
cli-compare-wanted = cum trebuie să stea acolo
cli-confirm-replace-key = În locul { $value } de pe tokenul { $token } este deja o cheie. Una nouă făcută acolo o distruge definitiv, iar toate certificatele ei devin inutile.
cli-connect-answer = răspuns
cli-connect-fingerprint = amprentă
cli-connect-leads = duce la
cli-connect-line = conexiune
cli-connect-not-shown = { $name }, nu a fost arătat
cli-connect-online = ONLINE: { $host } acceptă certificatul lui { $name }.
cli-connect-own = certificat
cli-connect-reached = { $host } a fost găsit.
cli-connect-server = server
cli-connect-takes = acceptă emitenții
cli-connect-takes-more = { $count ->
        [one] și încă unul
        [few] și încă { $count }
       *[other] și încă { $count }
    }
cli-connect-trusted = de încredere
cli-connect-trusted-by = urmărit până la { $name }
cli-connect-warned = { $host } a fost găsit, dar: { $text }
cli-connect-wrong = OFFLINE: { $text }
cli-connect-wrong-more = { $count ->
        [one] OFFLINE: { $text } Și încă o eroare.
        [few] OFFLINE: { $text } Și încă { $count } erori.
       *[other] OFFLINE: { $text } Și încă { $count } de erori.
    }
cli-delete-kept = S-a păstrat, fiind necesar pentru alt certificat: { $name }
cli-delete-removed = S-a șters: { $name }
cli-delete-saved = S-a salvat înainte: { $path }
cli-demo-calendar = Datele, ca fișier de calendar:
cli-demo-case = Cazul care a fost deschis:
cli-demo-export = Fișierul, împachetat din nou cum îl cere autoritatea:
cli-demo-forms = Actele, gata de depus:
cli-demo-generator = Generatorul autorității (unul de probă) a făcut cereri:
cli-demo-install = Certificatul a fost scris pe token, citit înapoi și comparat octet cu octet:
cli-demo-installer = Programul autorității (unul de probă) a făcut un fișier:
cli-demo-issue = O autoritate de probă a emis un certificat pentru cerere:
cli-demo-issued = Autorități de probă au emis certificate:
cli-demo-key = Pe token s-a făcut o pereche de chei; cheia privată nu poate ieși din el:
cli-demo-old = Pe tokenul de probă este un certificat care expiră curând:
cli-demo-placed = Fiecare certificat este la locul lui:
cli-demo-proof = Cheia de pe token a semnat o dovadă, iar certificatul o confirmă:
cli-demo-providers = Furnizori inventați:
cli-demo-request = Cererea de certificat, semnată de cheia de pe token:
cli-demo-requests = Cererile de certificat:
cli-demo-show = Acum pe token:
cli-demo-successor = Programul emitentului (unul de probă) a pus pe token certificatul următor:
cli-demo-todo = Unde a ajuns cazul:
cli-demo-token = S-a inițializat un token de probă:
cli-detail = Detalii:
cli-details-asn1 = ASN.1: poziție, tip, lungime, valoare
cli-details-asn1-cut = Continuă: peste 10 000 de elemente sau peste 64 de niveluri.
cli-details-critical = { $name }, critică
cli-details-extensions = Extensii: { $count }
cli-details-of = Tot ce spune certificatul { $serial }
cli-details-signature = Semnat cu
cli-details-unknown = { $oid } (necunoscută aici; valoarea în hexazecimal)
cli-doctor-besides = S-a mai văzut:
cli-doctor-bundle = Aceasta primește asistența. Numele, numerele de serie ale tokenurilor, numele de utilizator și dosarele dumneavoastră sunt omise:
cli-doctor-bundle-written = Scris pentru asistență: { $path }
cli-doctor-seen = { $count ->
    [one] Acest program vede un certificat.
    [few] Acest program vede { $count } certificate.
   *[other] Acest program vede { $count } de certificate.
}
cli-doctor-seen-other = Dacă alt program nu îl vede, are nevoie de același driver; în setările lui trebuie indicat acest fișier:
cli-doctor-state-error = nu este în regulă
cli-doctor-state-ok = în regulă
cli-doctor-state-unknown = nu se știe
cli-doctor-state-warning = cu o observație
cli-doctor-step-card = Cardul din cititor
cli-doctor-step-certificate = Certificatul
cli-doctor-step-driver = Driverul tokenului
cli-doctor-step-pin = PIN-ul
cli-doctor-step-program = Setările, ceasul și ce este păstrat aici
cli-doctor-step-reader = Cititorul
cli-doctor-step-service = Serviciul pentru carduri inteligente
cli-doctor-step-token = Tokenul
cli-doctor-steps = Ce a fost verificat, de la mufă până la certificat:
cli-doctor-unseen = Nu se vede niciun certificat. Motivul probabil:
cli-doctor-unseen-unknown = Nu se vede niciun certificat și nu a fost găsit niciun motiv.
cli-driver-crashed = a căzut sau s-a închis
cli-driver-error = a răspuns cu o eroare
cli-driver-failed = ! driverul { $name }: { $state } ({ $text })
cli-driver-hung = nu a răspuns la timp
cli-driver-missing = fișierul lui lipsește
cli-driver-ok = răspunde
cli-explain-ask = Ce este de întrebat:
cli-explain-cause = De ce:
cli-explain-token = Token: { $uri }
cli-export-written = S-a scris: { $path }
cli-fact-access = Alt serviciu: { $value }
cli-fact-alt-name = Titularul se mai numește { $value }
cli-fact-authority-issuer = Certificatul emitentului a fost emis de { $value }
cli-fact-authority-key-identifier = Identificatorul cheii emitentului: { $value }
cli-fact-authority-no = Nu aparține unei autorități: nu poate emite certificate.
cli-fact-authority-serial = Numărul de serie al certificatului emitentului: { $value }
cli-fact-authority-yes = Aparține unei autorități: poate emite certificate.
cli-fact-constraint = Limită pentru reguli: { $value }
cli-fact-excluded = Nu pentru nume din { $value }
cli-fact-extended-key-usage = Este destinat pentru { $value }.
cli-fact-feature = Serverul trebuie să ofere { $value }.
cli-fact-freshest-list = Lista ultimelor revocări: { $value }
cli-fact-issuer-alt-name = Emitentul se mai numește { $value }
cli-fact-issuer-certificate = Certificatul emitentului se află la { $value }
cli-fact-key-identifier = Identificatorul cheii: { $value }
cli-fact-key-usage = Cheia poate fi folosită pentru { $value }.
cli-fact-logs = Jurnale publice care au promis să îl listeze: { $value }.
cli-fact-no-ocsp-check = Nu se întreabă dacă acest certificat este revocat.
cli-fact-notice = Emitentul cere să se citească: { $value }
cli-fact-ocsp = Dacă este revocat se întreabă la { $value }
cli-fact-path-length = Autorități care pot sta sub ea: { $value }.
cli-fact-permitted = Doar pentru nume din { $value }
cli-fact-policy = Emis după regulile { $value }.
cli-fact-qc-compliance = Emitentul îl declară calificat (eIDAS).
cli-fact-qc-device = Cheia se află pe un dispozitiv calificat, de exemplu un token.
cli-fact-qc-legislation = Calificat după legea din { $value }.
cli-fact-qc-limit = Suma maximă a unei tranzacții: { $value }.
cli-fact-qc-other = Altă declarație a unui certificat calificat: { $value }.
cli-fact-qc-payment = Servicii de plată: { $value }.
cli-fact-qc-retention = Ani în care emitentul păstrează datele: { $value }.
cli-fact-qc-semantics = Numele și numerele sunt înțelese ca ale: { $value }.
cli-fact-qc-terms = Condițiile emitentului: { $value }
cli-fact-qc-type = Calificat pentru { $value }.
cli-fact-remark = Observație: { $value }
cli-fact-revocation-list = Lista certificatelor revocate: { $value }
cli-fact-rules = Regulile se află la { $value }
cli-fact-template = Făcut după șablonul { $value }.
cli-fact-type-eseal = sigilii ale unei organizații
cli-fact-type-esign = semnături ale unei persoane
cli-fact-type-web = site-uri web
cli-forget-done = Nu mai este ținut minte: { $name }, seria { $serial }
cli-form-as-certificate = ca în certificat
cli-form-case = Documente pentru { $title }, cazul { $case }:
cli-form-colon = cu două puncte
cli-form-commas = fără spații
cli-form-decimal = zecimal
cli-form-from-case = Certificatul lui { $name }, seria { $serial }, păstrat cu cazul { $case }
cli-form-from-file = Certificatul lui { $name }, seria { $serial }, din { $place }
cli-form-from-token = Certificatul lui { $name }, seria { $serial }, pe { $place }
cli-form-groups = pe grupe
cli-form-hex = { $form }, 2.5.4.97 în hexazecimal
cli-form-hex-lower = hexazecimal, litere mici
cli-form-hex-upper = hexazecimal
cli-form-oneline = OpenSSL, -nameopt oneline
cli-form-org-id = cu { $name }
cli-form-remembered = Certificatul lui { $name }, seria { $serial }, reținut de pe { $place }
cli-form-rfc4514 = RFC 4514 (ultima parte prima)
cli-form-slashes = OpenSSL, o linie
cli-form-spaced = pe perechi
cli-form-text = OpenSSL, -text vechi
cli-form-there = { $path } (era deja acolo)
cli-form-title = Documente pentru { $title }:
cli-identify-nowhere = nu a fost văzut aici
cli-import-already = Cheia { $name } (sha256:{ $key }) era deja pe token.
cli-import-copy = O copie a cheii se află în fișier. Păstrați fișierul la fel de sigur ca tokenul sau distrugeți-l.
cli-import-done = Cheia { $name } (sha256:{ $key }) este pe token și a fost verificată printr-o semnătură.
cli-init-done = S-a inițializat: { $token }
cli-install-already = { $file }: există deja
cli-install-chain = Certificate de autorități primite: { $count }. Cu --ca se scriu și ele pe token.
cli-install-chain-wanted = Certificate de autorități primite: { $count }; scrise acum pe token: { $written }. Cele care nu au emis nimic aici și cele care erau deja rămân cum sunt.
cli-install-completed = Completat și verificat: { $path }
cli-install-done = Instalat și verificat: { $name }, seria { $serial }
cli-install-kept = Certificatul din { $file } este păstrat în cazul { $case }; cheia lui este la programul care a făcut cererea.
cli-install-skipped = { $file }: { $text }
cli-key-asks = își cere PIN-ul la fiecare folosire
cli-key-extractable = poate fi copiată în afara tokenului
cli-key-hidden = apare numai după PIN
cli-key-id = id { $id }
cli-modules-absent =
    { $count ->
        [one] Căutat, dar negăsit: un driver cunoscut.
        [few] Căutate, dar negăsite: { $count } drivere cunoscute.
       *[other] Căutate, dar negăsite: { $count } de drivere cunoscute.
    }
cli-modules-added = S-a adăugat: { $name } ({ $path })
cli-modules-none = Nu s-a găsit niciun driver.
cli-modules-report = Raportul este în { $path }. Etichetele, numerele de serie și conținutul tokenurilor au fost omise; citiți-l înainte să îl trimiteți.
cli-modules-skip-library-unknown = programul lui este instalat aici, dar nu știm cum se numește fișierul driverului; indicați fișierul cu „parafa modules add”
cli-modules-skip-malformed = linia { $position } din setările lui pentru p11-kit nu se înțelege
cli-modules-skip-missing = p11-kit îl numește, dar fișierul nu există
cli-modules-skip-no-module-line = setările lui pentru p11-kit nu indică niciun fișier
cli-modules-skip-not-for-us = setările lui pentru p11-kit îl interzic acestui program
cli-modules-skip-not-loadable = acest program nu îl poate încărca: { $text }
cli-modules-skip-only-named = întrebat numai când îl numiți: parafa -m { $name }
cli-modules-skip-proxy = arată tokenurile altor drivere, care sunt întrebate direct
cli-modules-skip-remote = se ajunge la el prin alt program, nu printr-un fișier
cli-modules-skip-same-file = același fișier ca { $module }
cli-modules-skip-trust-policy = nu are tokenuri, ci numai autorități de încredere
cli-modules-skip-unreadable = setările lui pentru p11-kit nu pot fi citite: { $text }
cli-modules-skipped = lăsat deoparte: { $path } ({ $text })
cli-names-seconds = un număr de secunde, de exemplu 0.5 sau 30
cli-next = Ce urmează:
cli-no = nu
cli-no-drivers = Pe acest calculator nu s-a găsit niciun driver pentru tokenuri, deci nu se vede niciun token. „parafa modules” spune ce drivere s-au căutat.
cli-no-short = n
cli-no-such-token = Niciun token conectat nu se potrivește cu „{ $token }”. Drivere întrebate: { $names }.
cli-no-tokens = Nu este conectat niciun token. Drivere întrebate: { $names }.
cli-pin-about-officer = Se schimbă PIN-ul administratorului (SO, PUK) de pe token, nu cel al utilizatorului.
cli-pin-about-unblock = Administratorul (cu PIN-ul SO sau PUK) stabilește un PIN nou pentru utilizator. Cheile și certificatele rămân. Prea multe PIN-uri greșite ale administratorului fac tokenul inutilizabil definitiv.
cli-pin-about-user = Se schimbă PIN-ul utilizatorului de pe token: nu parola unui program precum SIUI și nici o cheie de activare.
cli-pin-changed = PIN-ul utilizatorului a fost schimbat.
cli-pin-changed-officer = PIN-ul administratorului a fost schimbat.
cli-pin-refused-here =
    { $count ->
        [one] un PIN greșit pe acest calculator de la ultimul PIN bun
        [few] { $count } PIN-uri greșite pe acest calculator de la ultimul PIN bun
       *[other] { $count } de PIN-uri greșite pe acest calculator de la ultimul PIN bun
    }
cli-pin-state-count-low = s-a dat un PIN greșit de la ultimul PIN bun
cli-pin-state-final-try = a rămas o singură încercare
cli-pin-state-locked = blocat
cli-pin-state-no-warning = fără avertisment
cli-pin-state-not-set = nu a fost stabilit niciodată
cli-pin-state-to-be-changed = trebuie întâi schimbat
cli-pin-state-unknown = nu se spune
cli-pin-unblocked = Utilizatorul are un PIN nou. Cheile și certificatele au rămas cum erau.
cli-pin-unlocked-by = Deblocat de: { $text }
cli-profile-confirmed = confirmat de autoritate
cli-profile-contact = Unde se depun actele și cine răspunde
cli-profile-days-left = { $days ->
    [one] cere să mai rămână o zi
    [few] cere să mai rămână { $days } zile
   *[other] cere să mai rămână { $days } de zile
}
cli-profile-deadlines = Termene
cli-profile-draft = ciornă, neconfirmată de autoritate
cli-profile-expect = atunci spune: „{ $text }”
cli-profile-fields = Ce se va cere
cli-profile-issuers = Emitenți
cli-profile-missing = Texte care lipsesc în limba { $language }: { $count }
cli-profile-mode-csr = cheia și cererea se fac aici
cli-profile-mode-generator = cheia și cererea le face generatorul autorității; aici sunt urmărite
cli-profile-mode-pfx = cheia o face programul de instalare al autorității; fișierul ei se preia aici
cli-profile-mode-vendor = cheia o face pe token programul emitentului
cli-profile-on-demand = numai cu { $option }
cli-profile-papers = Acte
cli-profile-partly-confirmed = confirmat în parte de paginile autorității
cli-profile-questions = De întrebat încă
cli-profile-requests = Certificate
cli-profile-required = obligatoriu
cli-profile-revoked-at = Un certificat este revocat de
cli-profile-sources = Citit la { $date } în:
cli-profile-steps = Ce este de făcut
cli-profile-store-both = cheia în fișier și pe token
cli-profile-store-either = cheia pe token sau în fișier, la alegere
cli-profile-store-file = cheia în fișier
cli-profile-store-token = cheia pe token
cli-profile-test = numai pentru probe
cli-profile-unconfirmed = De confirmat încă de autoritate: { $count }
cli-profile-within-days = { $days ->
    [one] { $text }: în cel mult o zi
    [few] { $text }: în cel mult { $days } zile
   *[other] { $text }: în cel mult { $days } de zile
}
cli-profile-within-hours = { $count ->
    [one] { $text }: în cel mult o oră
    [few] { $text }: în cel mult { $count } ore
   *[other] { $text }: în cel mult { $count } de ore
}
cli-progress-files = { $done } din { $all } fișiere citite
cli-progress-traced = { $done } din { $all } certificate urmărite
cli-provider-forgotten = S-a uitat: { $name }
cli-provider-none = Încă nu este cunoscut niciun furnizor.
cli-renew-page = Reînnoiți la { $name }: { $page }, până la { $date }.
cli-renew-replaces = Înlocuiește certificatul titularului { $name }, seria { $serial }, valabil până la { $date }.
cli-report-certificates = Certificate
cli-report-days-left = { $count ->
    [one] mai este o zi
    [few] mai sunt { $count } zile
   *[other] mai sunt { $count } de zile
}
cli-report-days-over = { $count ->
    [one] încheiat de o zi
    [few] încheiat de { $count } zile
   *[other] încheiat de { $count } de zile
}
cli-report-error = nu funcționează
cli-report-file = Fișier
cli-report-findings = Constatări
cli-report-good = În ordine
cli-report-info = bine de știut
cli-report-made = Verificat la { $date } ({ $zone }) cu { $program }.
cli-report-mark-certificate = certificat
cli-report-mark-file = fișier
cli-report-mark-holder = titular
cli-report-mark-key = cheie
cli-report-mark-serial = număr serial
cli-report-mark-token = token
cli-report-mark-value = valoare
cli-report-masked = Persoanele nu pot fi recunoscute în acest raport: în locul numelor, numerelor, adreselor și fișierelor stau semne precum [titular 1]. Același semn înseamnă mereu același lucru.
cli-report-no-findings = Nu s-a constatat nimic.
cli-report-notes = Spuse și în timpul verificării
cli-report-path = Urmărit
cli-report-path-broken = până la cineva de încredere, dar ceva nu este în regulă pe drum
cli-report-path-incomplete = nu până la capăt: certificatul unui emitent nu este aici
cli-report-path-not-trusted = până la cineva care nu este de încredere pe acest calculator
cli-report-path-trusted = până la cineva de încredere
cli-report-phone = La telefon: spuneți numărul, precum P421. „parafa explain” și acel număr îi spun celui care vă ajută ce înseamnă.
cli-report-revocation = Revocare
cli-report-revocation-not-asked = nu a fost întrebat nimeni
cli-report-revocation-unknown = nimeni nu a putut spune
cli-report-revoked = revocat din { $date }
cli-report-rules = Judecat după regulile
cli-report-state = Stare
cli-report-title = Verificarea certificatului
cli-report-token = Token
cli-report-warned = Funcționează, cu avertismente
cli-report-warning = avertisment
cli-report-written = Scris: { $path }
cli-report-wrong = Nu funcționează
cli-request-done = Cererea este gata; cazul ei este { $case }.
cli-request-opened = Cazul { $case } este deschis. Aici nu se face nicio cheie.
cli-request-planned = Nu s-a făcut nimic. S-ar cere:
cli-revoke-case = cazul { $case }
cli-revoke-clock = Se face în cel mult { $count } ore de la cerere: dacă cereți acum, până la { $date } UTC.
cli-revoke-depends = Ce mai depinde de el
cli-revoke-final = Un certificat revocat nu mai poate fi folosit niciodată.
cli-revoke-issuer = Asistența emitentului
cli-revoke-no-profile = Niciun profil nu cunoaște acest emitent: paginile lui spun cum revocă. Va cere numărul de serie de mai sus.
cli-revoke-nothing = Programul nu revocă nimic; mai jos scrie cui și ce trebuie să comunicați.
cli-revoke-page = Pagină
cli-revoke-phone = Telefon
cli-revoke-provider = înregistrat pentru { $name }
cli-revoke-reasons = Motive
cli-revoke-same-key = aceeași cheie mai are un certificat: seria { $serial }. Revocați-l după propriul lui număr.
cli-revoke-serial-asked = Serie, cum se cere
cli-revoke-serial-colon = Serie, cu două puncte
cli-revoke-serial-decimal = Serie, zecimal
cli-revoke-serial-groups = Serie, pe grupe
cli-revoke-serial-hex = Serie, hexazecimal
cli-revoke-steps = Pași
cli-revoke-successor = un certificat mai nou al aceluiași titular: seria { $serial }. Verificați înainte că funcționează.
cli-revoke-token = Văzut pe
cli-revoke-where = Unde
cli-role-key = PIN-ul cheii
cli-role-so = PIN-ul administratorului
cli-role-user = PIN-ul utilizatorului
cli-secret-empty = nu conține nimic
cli-secret-long = prima linie are peste 4096 de octeți
cli-secret-nul = conține un caracter NUL
cli-secret-unset = variabila nu este setată
cli-show-ca = autoritate: { $name }, seria { $serial }, până la { $date }
cli-show-empty = Pe acest token nu se vede nimic.
cli-show-incomplete = Nu s-a putut citi tot ce este pe acest token.
cli-show-login = Cheile apar numai după PIN: „parafa show --login”.
cli-show-nothing-in-files = Acolo nu s-a găsit niciun certificat și nicio cerere.
cli-show-placeholder = doar un certificat provizoriu, semnat chiar de cheie
cli-show-valid = de la { $from } până la { $until }
cli-sign-authority = cu certificatul autorității
cli-sign-check = Alții o verifică prin: { $command }
cli-sign-digest = rezumat
cli-sign-done = { $file } este semnat de { $name }.
cli-sign-file = semnătura
cli-slow-call = Driverul { $module } lucrează la { $call }. Lăsați tokenul conectat; poate dura până la { $limit } s.
cli-state-awaiting = își așteaptă certificatul
cli-state-expired = expirat
cli-state-expiring =
    { $days ->
        [one] expiră într-o zi
        [few] expiră în { $days } zile
       *[other] expiră în { $days } de zile
    }
cli-state-mismatch = certificatul și cheia nu se potrivesc
cli-state-no-key = cheia lui nu este aici
cli-state-not-yet = încă nu este valabil
cli-state-unknown = necunoscut
cli-state-valid = valabil
cli-store-both = în fișier, cu o copie pe token
cli-store-file = în fișier
cli-store-token = pe token
cli-table-address = Adresă
cli-table-case = Caz
cli-table-driver = Driver
cli-table-file = Fișier
cli-table-holder = Titular
cli-table-id = Id
cli-table-issuer = Emitent
cli-table-key = Cheie
cli-table-label = Etichetă
cli-table-model = Model
cli-table-path = Cale
cli-table-pin = PIN
cli-table-pin-length = Lungime PIN
cli-table-pin-pad = Taste PIN
cli-table-serial = Serie
cli-table-so-pin = PIN admin.
cli-table-state = Stare
cli-table-subject = Subiect
cli-table-token = Token
cli-table-until = Expiră la
cli-table-valid = Valabil
cli-table-version = Versiune
cli-tidy-dry = Nu s-a șters nimic. „parafa tidy --remove” șterge ce are un înlocuitor, după verificarea acestuia; pentru rest există „parafa delete”.
cli-tidy-duplicate = există de două ori
cli-tidy-expired = a expirat la { $date } și nimic nu îi ține locul
cli-tidy-expired-replaced = a expirat la { $date }; îi ține locul { $next }
cli-tidy-kept = S-a păstrat, fiindcă înlocuitorul nu a putut fi verificat: { $name }
cli-tidy-nothing = Nu a rămas nimic de prisos.
cli-tidy-orphaned = cheia privată nu este aici
cli-tidy-row = { $name }, seria { $serial }: { $why }
cli-tidy-superseded = înlocuit de { $next }
cli-to-be-confirmed = de confirmat de autoritate
cli-todo-deadline =
    { $days ->
        [0] { $text }: astăzi este ultima zi
        [one] { $text }: a mai rămas o zi
        [few] { $text }: au mai rămas { $days } zile
       *[other] { $text }: au mai rămas { $days } de zile
    }
cli-todo-expired = Certificatul titularului { $name } a expirat.
cli-todo-expiring =
    { $days ->
        [0] Certificatul titularului { $name } expiră astăzi.
        [one] Certificatul titularului { $name } expiră într-o zi.
        [few] Certificatul titularului { $name } expiră în { $days } zile.
       *[other] Certificatul titularului { $name } expiră în { $days } de zile.
    }
cli-todo-if-lost = Dacă se pierde ceva: { $text }
cli-todo-if-skipped = ! Dacă este omis: { $text }
cli-todo-nothing = Acum nu este nimic de făcut.
cli-todo-renewal = { $days ->
    [0] Certificatul titularului { $name } se mai poate reînnoi numai astăzi.
    [one] A mai rămas o zi pentru reînnoirea certificatului titularului { $name }.
    [few] Au mai rămas { $days } zile pentru reînnoirea certificatului titularului { $name }.
   *[other] Au mai rămas { $days } de zile pentru reînnoirea certificatului titularului { $name }.
}
cli-todo-unfinished = Un import pe un token a fost întrerupt: { $name }.
cli-todo-usual = { $days ->
    [one] De obicei durează o zi.
    [few] De obicei durează { $days } zile.
   *[other] De obicei durează { $days } de zile.
}
cli-token-blank = (gol: neinițializat)
cli-token-changed = Tokenul a fost modificat.
cli-token-error = (nu a răspuns)
cli-token-heading = { $label } (seria { $serial })
cli-token-nothing-changed = Pe token nu s-a modificat nimic.
cli-token-unknown = Nu se știe dacă tokenul a fost modificat.
cli-token-unrecognised = (necunoscut acestui driver)
cli-unnamed = (fără nume)
cli-usage-takes-none = { $option } nu primește nicio valoare
cli-usage-twice = { $option } se poate da o singură dată
cli-usage-unexpected = la „{ $value }” nu se așteaptă nimic
cli-usage-utf8 = o valoare nu este text valid (UTF-8)
cli-usage-without = { $option } nu înseamnă nimic fără { $other }
cli-usb-denied = Acest utilizator nu are voie să îl deschidă.
cli-usb-seen = Este conectat, deși niciun cititor nu îl arată: dispozitivul USB { $name } ({ $text }).
cli-warning = Notă:
cli-yes = da
cli-yes-short = d

tui-action-add = adăugare
tui-action-again = recitire
tui-action-all = tot
tui-action-asn1 = ASN.1
tui-action-back = înapoi
tui-action-bundle = un fișier pentru asistență
tui-action-changes = vechi și nou
tui-action-check = verificare
tui-action-command = linie de comandă
tui-action-compare = compară
tui-action-complete = preluare nume
tui-action-copy = copiere număr de serie
tui-action-copy-command = copiere linie de comandă sau adresă
tui-action-delete = ștergere de pe token
tui-action-details = detalii
tui-action-done = gata
tui-action-down = în jos
tui-action-drivers = de ce nu se vede tokenul meu?
tui-action-every-form = tot ce spune
tui-action-export = salvare în fișier
tui-action-fields = mai multe câmpuri
tui-action-folder = alt dosar
tui-action-forget = ștergere
tui-action-help = ajutor
tui-action-import = import fișier cu cheie
tui-action-init = pregătirea din nou a tokenului (tot ce este pe el dispare)
tui-action-install = instalarea celor primite
tui-action-key = alt tip de cheie
tui-action-language = altă limbă
tui-action-later = mai târziu
tui-action-line-before = rândul anterior
tui-action-log = ce a notat programul
tui-action-more = totul despre pas
tui-action-new = certificat nou
tui-action-next-choice = valoarea următoare
tui-action-next-line = rândul următor
tui-action-next-token = tokenul următor
tui-action-open = deschidere fișier
tui-action-other-form = altă formă a numărului de serie
tui-action-page-down = o pagină în jos
tui-action-page-up = o pagină în sus
tui-action-pin = PIN
tui-action-practise = exersare
tui-action-practise-end = încheie proba
tui-action-providers = furnizori
tui-action-quit = ieșire
tui-action-report = salvează pagina
tui-action-request-key = cerere nouă pentru ea
tui-action-show = deschidere
tui-action-tick = făcut, când?
tui-action-tidy = ce a rămas de prisos
tui-action-tidy-folder = căutare într-un dosar
tui-action-toggle = bifare sau debifare
tui-action-token-before = tokenul anterior
tui-action-up = în sus
tui-address = Deschideți această adresă într-un browser:
tui-address-keys = Înapoi la pas, y o copiază, iar d notează ziua în care ați făcut pasul.
tui-adopt-hint = Scrieți, lipiți sau trageți aici dosarul în care generatorul a pus cererile. Nu se schimbă nimic în el; se adaugă un fișier mic (receipt.toml).
tui-advice-driver = Dacă driverul tokenului nu este în această listă, instalați programul primit odată cu tokenul, apoi alegeți „recitire”.
tui-advice-plug = Dacă tokenul este nou sau abia a fost conectat, așteptați câteva secunde, apoi alegeți „recitire”.
tui-already = { $file }: acest certificat era deja pe token.
tui-ask-browse = Se va deschide în browser pagina { $url }. Doriți acest lucru?
tui-ask-forget = Ștergeți furnizorul { $name } de pe acest calculator? Cazurile și certificatele lui rămân.
tui-ask-forget-certificate = Nu mai țineți minte certificatul lui { $name }? Pe token nu se schimbă nimic; doar nu mai apare printre cele memorate.
tui-ask-practise = Pentru ce certificat faceți proba? Se creează un token de probă și se parcurge tot drumul cu nume inventate. Nimic din ce este al dumneavoastră nu este atins.
tui-calendar-hint = Un fișier nou pentru programul de calendar, de exemplu parafa.ics.
tui-call-destroy = Un obiect se șterge de pe token
tui-call-end = Driverul se încheie
tui-call-generate = Tokenul creează o cheie
tui-call-init = Tokenul se pregătește din nou
tui-call-login = Tokenul verifică PIN-ul
tui-call-pin = Tokenul schimbă un PIN
tui-call-read = Tokenul se citește
tui-call-sign = Tokenul semnează
tui-call-slots = Driverul caută tokenuri
tui-call-start = Driverul pornește
tui-call-write = Se scrie pe token
tui-case-deadline = { $days ->
    [0] ultima zi: { $text }
    [one] 1 zi ({ $date }): { $text }
    [few] { $days } zile ({ $date }): { $text }
   *[other] { $days } de zile ({ $date }): { $text }
}
tui-case-deadline-over = depășit din { $date }: { $text }
tui-case-done = făcut
tui-case-first = primul certificat
tui-case-for = Pentru { $names }
tui-case-more = … m arată restul
tui-case-new = Certificatul nou
tui-case-old = Certificatul vechi
tui-case-over = Notat. Toți pașii acestui caz sunt făcuți.
tui-case-progress = { $count } din { $limit } pași făcuți
tui-case-renewal = reînnoire
tui-case-renewal-of = reînnoire: { $name }
tui-case-step = Pasul { $position }
tui-case-todo = se poate face acum
tui-case-unconfirmed = de confirmat de autoritate
tui-case-waiting = așteaptă alt pas
tui-certificates = Certificatele de pe acest token
tui-chain = certificatul unei autorități: { $name }
tui-check-all = toate constatările
tui-check-few = cele importante
tui-check-hidden = { $count ->
    [one] încă { $count } constatare: a
    [few] încă { $count } constatări: a
   *[other] încă { $count } de constatări: a
}
tui-check-online = întreabă emitenții
tui-check-sign = cu PIN: încearcă cheia
tui-command-calendar = Date pentru calendar
    .find = ics outlook amintește programare termen
tui-command-check = Va funcționa acest certificat?
    .find = verificare valabil bun funcționează merge
tui-command-compare = Compararea cu ce este înregistrat
    .find = identic la fel diferit serie emitent înregistrat autoritate tastat greșit respins zero zecimal
tui-command-connect = Încearcă conexiunea
    .find = online offline server pagină site autentificare tls https semafor internet
tui-command-delete = Ștergere de pe token
    .find = elimina sterge certificat cheie
tui-command-demo = Probă pe un token de probă
    .find = încercare test învață demonstrație
tui-command-doctor = de ce nu este văzut tokenul meu?
    .find = nu se vede lipsă invizibil cititor driver stricat ajutor
tui-command-done = Bifarea unui pas din dosar
    .find = gata terminat notează număr dată bifă
tui-command-explain = Ce înseamnă un număr?
    .find = eroare cod P041 mesaj ajutor problemă
tui-command-export = Salvarea acestui certificat în fișier
    .find = export copie trimite cer pem p12 p7b
tui-command-forget = Uitarea unui certificat memorat
    .find = sterge lista vechi
tui-command-form = Documentele pentru autoritate
    .find = formular tipărire cerere semnat depunere înregistrare hârtie
tui-command-identify = Cărei chei îi aparține un fișier?
    .find = csr potrivire al cui fișier necunoscut
tui-command-import = Import fișier cu cheie pe token
    .find = p12 pfx restaurare copie de rezerva cheie
tui-command-init = Pregătirea din nou a unui token
    .find = initializare formatare gol sterge eticheta
tui-command-install = Instalarea a ceea ce ați primit
    .find = primit mail sosit fișier cer pune scrie
tui-command-modules-add = Adăugarea unui driver
    .find = dll so bibliotecă instalare driver modul
tui-command-modules-list = Driverele, și de ce nu se vede tokenul
    .find = nu se vede nu se găsește driver modul lipsește
tui-command-modules-probe = Încercarea din nou a driverelor
    .find = reîncearcă resetare uită driver modul
tui-command-pin-change = Schimbarea PIN-ului
    .find = parola cod nou alt
tui-command-pin-status = PIN-urile acestui token
    .find = incercari ramase blocat stare parola
tui-command-pin-unblock = Un PIN nou, stabilit de administrator
    .find = blocat uitat puk deblocare
tui-command-profiles-check = Verificarea unui profil propriu
    .find = toml propriu autoritate test
tui-command-profiles-list = Pentru ce poate fi un certificat
    .find = autoritate țară siui cas listă
tui-command-profiles-show = Tot ce se știe despre o autoritate
    .find = contact telefon termen reguli pași emitent
tui-command-provider = Cabinete, farmacii, firme
    .find = client cabinet farmacie firmă adresă date furnizor
tui-command-renew = Reînnoirea acestui certificat
    .find = expiră prelungire anul viitor reînnoiesc
tui-command-request = Un certificat nou
    .find = cerere comandă primul certificat csr cheie generare solicitare
tui-command-request-subject = O cerere fără autoritate
    .find = csr propriu subiect server domeniu simplu liber altceva
tui-command-revoke = Revocarea unui certificat
    .find = pierdut furat stricat greșit blocare anulare nevalabil
tui-command-same = Același lucru în linia de comandă:
tui-command-show = Totul despre acest certificat
    .find = detalii serie emitent valabil până
tui-command-sign = Semnarea unui fișier
    .find = semnătură raport factură trimitere cms p7s detașată
tui-command-tidy = Ce a rămas pe token
    .find = curățare vechi expirat șterge loc plin
tui-command-todo = Ce este de făcut acum
    .find = ce termen dosar întârziat urmează acasă
tui-command-tokens = Tokenurile introduse
    .find = stick card cititor usb listă
tui-compare-as = alt câmp
tui-compare-copy = copiază ce trebuie să stea acolo
tui-compare-hint = Lipiți sau tastați ce este înregistrat la autoritate: numărul de serie, emitentul sau titularul. Se compară în timp ce tastați.
tui-compare-taken = comparat ca: { $name }
tui-completed = Completat: { $file }
tui-connect-hint = Adresa unde vă autentificați cu certificatul, așa cum o dă autoritatea. Mai întâi se privește serverul; codul PIN se cere numai dacă serverul este de încredere și întreabă cine este acolo.
tui-copied = Copiat: { $text }   (nu se lipește? Selectați-l cu mouse-ul.)
tui-country-cz = Cehia
tui-country-fi = Finlanda
tui-country-it = Italia
tui-country-nl = Țările de Jos
tui-country-pl = Polonia
tui-country-ro = România
tui-day = { $day } { $month ->
    [1] ian
    [2] feb
    [3] mar
    [4] apr
    [5] mai
    [6] iun
    [7] iul
    [8] aug
    [9] sept
    [10] oct
    [11] nov
   *[12] dec
} { $year }
tui-days = { $days ->
    [one] 1 zi
    [few] { $days } zile
   *[other] { $days } de zile
}
tui-delete-all = Certificatul și cheia lui
tui-delete-all-about = Cheia dispare definitiv: nimeni nu o mai aduce înapoi, iar un certificat nou trebuie cumpărat. Certificatul se salvează întâi într-un fișier. Vi se va cere să scrieți un cuvânt.
tui-delete-certificate = Numai certificatul
tui-delete-certificate-about = Cheia lui rămâne pe token. Certificatul se salvează întâi într-un fișier, din care poate fi instalat din nou.
tui-delete-hint = Încă nu se șterge nimic: întâi programul spune exact ce dispare și vă întreabă.
tui-delete-key = Numai cheia
tui-delete-key-about = Cheia dispare definitiv: nimeni nu o mai aduce înapoi, iar certificatele ei nu mai pot fi folosite. Vi se va cere să scrieți un cuvânt.
tui-detail-id = Id
tui-detail-issuer = Emitent
tui-detail-key = Cheie
tui-detail-proof = Utilizabil
tui-detail-serial = Serie
tui-detail-serial-keys = s altă formă   y copiere
tui-detail-subject = Subiect
tui-detail-token = Token
tui-detail-usage = Pentru
tui-detail-validity = Valabil
tui-done-by-itself = Programul a văzut singur că pasul este făcut; nu este nimic de notat.
tui-driver-added = Va fi căutat de la următoarea pornire a programului.
tui-driver-asked = este întrebat de { $seconds } s
tui-driver-crashed = a căzut
tui-driver-error = a răspuns cu o eroare
tui-driver-hint = Fișierul driverului, așa cum l-a dat producătorul: .so, .dylib sau .dll.
tui-driver-hung = nu a răspuns la timp
tui-driver-missing = fișierul lui lipsește
tui-driver-ok = funcționează
tui-drivers-absent = { $count ->
    [one] Încă un driver cunoscut nu este pe acest calculator.
    [few] Alte { $count } drivere cunoscute nu sunt pe acest calculator.
   *[other] Alte { $count } de drivere cunoscute nu sunt pe acest calculator.
  }
tui-drivers-found = (drivere găsite: { $count } din { $limit })
tui-drivers-none = Pe acest calculator nu s-a găsit niciun driver pentru tokenuri.
tui-enter-address = adresă
tui-enter-adopt = preluare
tui-enter-all = tot
tui-enter-change = schimbare
tui-enter-check = verificare
tui-enter-connect = conectează
tui-enter-copy = copiere
tui-enter-correct = corectare
tui-enter-do = execută
tui-enter-done = făcut, când?
tui-enter-explain = explică
tui-enter-fewer = mai puțin
tui-enter-form = creare document
tui-enter-go-on = continuare
tui-enter-how = cum?
tui-enter-import = import
tui-enter-init = pregătire
tui-enter-install = instalare
tui-enter-look = citire, cu PIN
tui-enter-look-through = citire
tui-enter-make = creare
tui-enter-note = notare
tui-enter-open = deschidere
tui-enter-open-case = deschiderea cazului
tui-enter-pin = introducere PIN
tui-enter-plan = ce dispare exact?
tui-enter-prove = verificare
tui-enter-record = scriere număr
tui-enter-remove = ștergere
tui-enter-renew = reînnoire
tui-enter-set-up = pregătire
tui-enter-sign = semnează
tui-enter-this = alegere
tui-enter-unblock = PIN nou
tui-enter-why = de ce?
tui-enter-write = scrierea fișierului
tui-export-chain = împreună cu certificatele autorităților
tui-export-chain-about = Unele programe vor tot lanțul într-un singur fișier. Se scriu numai autoritățile găsite lângă certificat.
tui-export-der = DER: certificatul ca octeți (.cer)
tui-export-der-about = Windows și cele mai multe case de sănătate primesc această formă.
tui-export-der-one = Forma DER cuprinde un singur certificat. Pentru certificatele autorităților alegeți PEM sau P7B.
tui-export-folder = În dosarul { $path }
tui-export-go = Scrie fișierul
tui-export-go-about = Se scrie un fișier nou; niciun fișier existent nu se suprascrie. Certificatul este public: poate fi trimis prin e-mail.
tui-export-hint = În ce formă și în ce dosar? Ce este ales acum primesc cele mai multe programe.
tui-export-key-stays = O cheie de pe token nu poate fi copiată din el; niciun program nu poate. Certificatul poate fi scris în celelalte forme.
tui-export-newest = În acest fișier sunt mai multe certificate; se scrie cel mai nou dintre cele valabile.
tui-export-no-key = În acest fișier nu este nicio cheie privată.
tui-export-not = nu se poate
tui-export-p12 = P12: certificatul cu cheia lui, cu parolă
tui-export-p12-about = Cine are acest fișier și parola lui poate semna în numele dumneavoastră. Vi se va cere o parolă nouă, de două ori.
tui-export-p12-old = P12 pentru programe vechi
tui-export-p12-old-about = Același lucru cu un cifru vechi, care protejează mai puțin: numai dacă un program nu deschide celălalt P12.
tui-export-p7b = P7B: un pachet de certificate (.p7b)
tui-export-p7b-about = Pentru certificat împreună cu cele ale autorităților lui.
tui-export-pem = PEM: certificatul ca text (.pem)
tui-export-pem-about = Text între un rând BEGIN și un rând END; îl primesc cele mai multe programe și pagini web.
tui-field-cut = Textul este prea lung pentru un rând: au fost luate numai primele { $count } de caractere.
tui-fields-hint = * este obligatoriu. Totul se verifică în timp ce scrieți; nu se trimite nimic nicăieri.
tui-file-nothing = În el nu este niciun certificat.
tui-final-try = A rămas o singură încercare a PIN-ului pe tokenul { $token } (seria { $serial }). Dacă PIN-ul este greșit, se blochează.
tui-folder-gone = { $path } (nu mai există)
tui-folder-hint = Scrieți, lipiți sau trageți aici un dosar care există. Fișierele se scriu în el; nimic din el nu se suprascrie.
tui-form-again = încă o dată la fel
tui-form-again-of = { $label }, încă o dată
tui-form-choices = Se acceptă una dintre acestea: { $names }. Bara de spațiu le arată pe rând.
tui-form-colon = cu „:”
tui-form-decimal = zecimal
tui-form-default = Lăsat gol, este „{ $value }”.
tui-form-differs = ✗ Cele două nu sunt la fel.
tui-form-example = De exemplu { $value } (inventat).
tui-form-go = continuare
tui-form-go-hint = Continuă dacă există tot ce este obligatoriu; altfel merge la primul rând la care lipsește ceva.
tui-form-groups = hex pe grupe
tui-form-hex = hex
tui-form-lookup = Se găsește în: { $name }
tui-form-may = { $label } · poate rămâne gol
tui-form-needed = { $label } · obligatoriu
tui-form-remember = se păstrează la { $name }
tui-form-remember-hint = Bifat, se păstrează pe acest calculator la furnizor, ca să nu mai fie scris o dată. Nebifat, se folosește acum și nu se notează.
tui-form-same = ✓ Cele două sunt la fel.
tui-form-used-as = Se folosește ca: { $value }
tui-help-moving = ↑ ↓ PgUp PgDn  mutarea într-o listă; se poate și cu mouse-ul
tui-help-safe = Citirea nu schimbă nimic. Înainte de orice scriere vi se cere acordul.
tui-help-stop = Ctrl-C oprește după apelul în curs; al doilea Ctrl-C oprește imediat.
tui-identify-hint = Un certificat sau o cerere: de la ce cheie, ce dosar, ce token este?
tui-import-hint = Scrieți, lipiți sau trageți un fișier cu o cheie privată (.p12, .pfx, .pem).
tui-init-hint = Tot ce este pe token dispare definitiv: chei, certificate, PIN-uri. Nu faceți asta niciodată ca să deblocați un PIN. Înainte vi se spune ce este pe el și vi se cere confirmarea.
tui-init-label = Numele nou al tokenului
tui-init-label-hint = Un nume la alegere, de exemplu „Farmacia Test”; cel mult 32 de litere.
tui-install-hint = Scrieți, lipiți sau trageți aici fișierul ori dosarul trimis de autoritate.
tui-installed = Instalat: { $name }, valabil până la { $date }
tui-installed-nothing = Nu s-a instalat nimic.
tui-installed-old-gone = Certificatul vechi { $serial } a fost înlocuit.
tui-installed-old-kept = Certificatul vechi { $serial } este încă pe token.
tui-installed-serial = Număr de serie { $serial }
tui-job-call = { $text }: de { $seconds } s
tui-job-call-usual = { $text }: de { $seconds } s, de obicei circa { $limit } s
tui-job-catalogue = Se caută autoritățile
tui-job-connect = Se vorbește cu serverul
tui-job-delete = Se șterge. Nu scoateți tokenul.
tui-job-drivers = Se încearcă driverele
tui-job-export = Se scrie fișierul
tui-job-form = Se fac documentele
tui-job-import = Se importă. Nu scoateți tokenul.
tui-job-init = Se pregătește tokenul. Nu îl scoateți.
tui-job-install = Se instalează
tui-job-look = Se citește tokenul
tui-job-look-through = Se citește ce există
tui-job-make = Se fac cheile și cererile. Lăsați tokenul conectat.
tui-job-open = Se deschide fișierul
tui-job-pin = Se schimbă PIN-ul. Nu scoateți tokenul.
tui-job-plan = Se verifică totul
tui-job-practise = Se pregătește tokenul de probă
tui-job-show = Se deschide în alt program
tui-job-sign = Se citește și se semnează fișierul
tui-job-since = De { $seconds } s
tui-job-slow = Durează mai mult decât de obicei. Lăsați tokenul conectat. După { $limit } s se renunță.
tui-job-slow-look = Durează mai mult decât de obicei. După { $limit } s se renunță; nu se pierde nimic.
tui-job-tick = Se notează
tui-job-waits = Se așteaptă driverul { $name }, care caută încă, de { $seconds } s
tui-kept-never = Se folosește acum și nu se notează.
tui-kept-on-demand = Nu se păstrează decât dacă bifați rândul de sub el.
tui-kept-with = Se păstrează la { $name }.
tui-kept-with-case = păstrat în cazul lui
tui-kept-with-this-case = Se păstrează în acest caz.
tui-key-after-pin = apare numai după PIN
tui-key-asks = cere PIN-ul la fiecare folosire
tui-key-born = creată pe token
tui-key-delete = Del
tui-key-enter = Enter
tui-key-esc = Esc
tui-key-extractable = poate fi copiată
tui-key-imported = adusă din altă parte: poate exista o copie
tui-key-in-file = cu cheia ei privată
tui-key-on-token = pe token
tui-key-page-down = PgDn
tui-key-page-up = PgUp
tui-key-space = Spațiu
tui-key-stays = nu poate fi copiată
tui-key-tab = Tab
tui-key-waits = O cheie care își așteaptă certificatul. Nu o ștergeți cât timp autoritatea lucrează la cererea dumneavoastră: certificatul se potrivește numai cu această cheie.
tui-keys-choose = ↑ ↓ alegere   Enter confirmare   Esc niciunul
tui-keys-line = Enter continuare   Esc renunțare
tui-keys-message = Enter sau Esc închidere
tui-keys-progress = Esc oprire după apelul în curs
tui-keys-yes-no = d da   n nu   Esc nu
tui-language-hint = Se poate schimba oricând cu l.
tui-last-seen = văzut la { $date } pe { $token }
tui-log-empty = Nu s-a notat nimic. Până acum totul a mers bine.
tui-looking = Se caută tokenuri …
tui-looking-since = Driverul { $name } caută încă tokenuri, de { $seconds } s …
tui-made = Gata. Fișierele sunt în { $path }
tui-new-checked = { $name } · surse citite la { $date }
tui-new-hint = Scrieți o parte din nume: al autorității, al sistemului, al țării.
tui-new-none = Nicio autoritate nu se numește așa. Scrieți mai puțin sau alt cuvânt.
tui-no-key = nN
tui-noted = Notat.
tui-nothing = Nu este conectat niciun token.
tui-nothing-new = un certificat nou: pentru ce este?
tui-nothing-open = deschiderea unui fișier cu certificate
tui-nothing-practise = exersare pe un token de probă
tui-nothing-safe = Citirea nu schimbă nimic; înainte de orice scriere vi se cere acordul.
tui-nothing-why = de ce nu se vede tokenul meu?
tui-number-hint = Fiecare mesaj începe cu un număr, de exemplu P041. Aici citiți ce înseamnă, ce este de făcut și ce va întreba serviciul de asistență.
tui-off-asked = emitenții au fost întrebați
tui-off-check-away = Tokenul lui nu este introdus. Se poate verifica un fișier cu el.
tui-off-delete-away = Tokenul lui nu este conectat.
tui-off-delete-file = Se află într-un fișier. Parafa nu șterge fișiere.
tui-off-delete-nameless = Tokenul nu îi spune nici identificatorul, nici cheia publică, așa că nu se știe sigur care este. După PIN poate apărea mai mult.
tui-off-forget-case = Este păstrat împreună cu dosarul lui de lucru.
tui-off-forget-file = Se află într-un fișier; programul nu îl ține minte.
tui-off-forget-here = Se află pe un token conectat și ar fi memorat din nou la următoarea citire.
tui-off-no-address = mai întâi adresa
tui-off-no-certificate = Linia aleasă nu are certificat.
tui-off-no-command = Pentru acest pas nu este nimic de scris.
tui-off-no-number = Scrieți mai întâi numărul.
tui-off-no-step = Acest caz nu are pași.
tui-off-no-text = Tastați sau lipiți întâi ceva.
tui-off-no-token = Nu este conectat niciun token.
tui-off-no-token-key = Nicio cheie de pe un token nu îi aparține.
tui-off-one-key = Aici nu se acceptă alt tip de cheie sau nu se face nicio cheie.
tui-off-practise = În linia de comandă, „parafa demo” arată totul pe un token de probă.
tui-off-signed = Cheia a fost deja încercată.
tui-open-hint = Scrieți, lipiți sau trageți aici un fișier. El este doar citit.
tui-opened-case = Cazul este deschis. Dosarul lui este { $path }
tui-operation-generate = crearea unei chei
tui-operation-other = o modificare a tokenului
tui-operation-put = scrierea unui certificat
tui-palette-hint = Scrieți cu cuvintele dumneavoastră ce doriți să faceți.
tui-palette-none = Nimic cu acest nume. Încercați alt cuvânt sau Esc.
tui-papers-hint = Documentelor le mai lipsesc aceste valori. Se folosesc numai pentru documente.
tui-paste-binary = Ce ați lipit nu este text, deci nu a fost preluat. Deschideți fișierul: tastați calea lui sau trageți fișierul aici.
tui-paste-elsewhere = Ați lipit un certificat; aici nu este de folos. Lipiți-l pe primul ecran pentru a-l vedea, sau după „i” pentru a-l instala.
tui-paste-key = Ce ați lipit conține o cheie privată. Nu a fost preluată și a fost ștearsă din memoria acestui program. Păstrați-o numai pentru dumneavoastră și goliți clipboardul.
tui-paste-long = Ce ați lipit este prea lung pentru a fi de folos aici. Nu s-a preluat nimic.
tui-paste-no-path = Ce ați lipit are mai multe rânduri, deci nu este calea unui fișier, și nu conține niciun certificat. Nu s-a preluat nimic.
tui-pasted = (ce ați lipit, { $count } octeți)
tui-path-bundle = În ce fișier nou pentru asistență?
tui-path-report = În ce fișier nou, precum verificare.html? Se tipărește pe A4.
tui-pin = PIN: { $text }
tui-pin-again = Încă o dată același lucru:
tui-pin-change = Schimbarea PIN-ului utilizatorului
tui-pin-change-officer = Schimbarea PIN-ului administratorului (SO, PUK)
tui-pin-count-low = greșit măcar o dată
tui-pin-differs = Cele două nu sunt la fel. Tastați din nou PIN-ul nou:
tui-pin-enter = Introducerea PIN-ului, pentru a vedea totul
tui-pin-enter-about = Cheile apar numai după PIN. Este PIN-ul acestui token: nu parola unui portal sau a unui program precum SIUI și nici o cheie de activare. Se trimite tokenului o singură dată și nu se păstrează.
tui-pin-final-try = ULTIMA ÎNCERCARE
tui-pin-locked = BLOCAT
tui-pin-no-warning = fără avertisment
tui-pin-not-set = nestabilit
tui-pin-of = Tokenul { $token } (seria { $serial })
tui-pin-once = PIN-ul se trimite tokenului o singură dată. Nu se păstrează.
tui-pin-state = Despre acest PIN tokenul spune: { $text }.
tui-pin-to-be-changed = trebuie întâi schimbat
tui-pin-unblock = PIN blocat sau uitat: un PIN nou, ca administrator
tui-pin-unknown = nu se spune
tui-plain-c = Țara
tui-plain-c-hint = Două litere, de exemplu RO.
tui-plain-cn = Numele persoanei sau al serverului
tui-plain-cn-hint = Așa cum trebuie să apară în certificat (CN).
tui-plain-eku = Scopuri extinse
tui-plain-eku-hint = De exemplu clientAuth, emailProtection, serverAuth, cu virgule. Numai dacă autoritatea le cere în cerere.
tui-plain-gn = Prenume
tui-plain-hint = Pentru o autoritate pe care programul nu o cunoaște. Totul se verifică în timp ce scrieți; nimic nu se trimite nicăieri.
tui-plain-key = Tipul cheii
tui-plain-key-hint = Spațiu alege următorul. Dacă aveți îndoieli, întrebați autoritatea.
tui-plain-ku = Scopurile cheii
tui-plain-ku-hint = De exemplu digitalSignature, nonRepudiation, cu virgule. Numai dacă autoritatea le cere în cerere.
tui-plain-l = Localitatea
tui-plain-label = Eticheta cheii
tui-plain-label-hint = Cum se numește cheia pe token. Dacă nu scrieți nimic: numele de mai sus.
tui-plain-number = Numărul persoanei
tui-plain-number-hint = Atributul serialNumber al subiectului, numai dacă autoritatea îl cere. Numerele personale pot fi citite de oricine.
tui-plain-o = Organizația
tui-plain-optional = Numai dacă autoritatea cere acest lucru.
tui-plain-ou = Compartimentul
tui-plain-san = Nume alternative
tui-plain-san-hint = dns:server.example, email:nume@example, cu virgule.
tui-plain-sn = Numele de familie
tui-plain-store = Unde stă cheia
tui-plain-store-hint = token: nimeni nu poate copia cheia, nici dumneavoastră. file: cine are fișierul și parola are cheia. both: făcută pentru un fișier, apoi pusă pe token.
tui-practice-line = Token de probă, PIN { $pin }: nimic nu este real. Cu t încheiați proba.
tui-practise-general = Orice certificat, fără autoritate
tui-pretend = de probă
tui-profile-file-hint = Un profil scris de dumneavoastră: totul este verificat, nimic nu este păstrat.
tui-proof-after-pin = dacă are cheia aici se vede numai după PIN
tui-proof-match = Cheia se potrivește cu certificatul: părțile publice sunt aceleași.
tui-proof-mismatch = nu: acest certificat este al altei chei
tui-proof-no-key = nu: cheia lui privată nu este pe acest token
tui-proof-none = Această cheie nu a putut dovedi ea însăși că se potrivește.
tui-proof-signed = Cheia se potrivește cu certificatul: a fost încercată.
tui-proof-there = da: cheia lui privată este aici, văzută cu PIN-ul
tui-provider-hint = Ce se scrie aici se oferă la fiecare certificat. Un rând gol scoate valoarea.
tui-provider-name = Nume, cum îi spuneți
tui-provider-name-hint = Un nume ales de dumneavoastră; denumirea oficială se cere în câmpurile autorității.
tui-providers-hint = Cabinete, farmacii, firme: scrise o dată, folosite la fiecare certificat.
tui-providers-none = Încă nu este păstrat niciun furnizor.
tui-remembered = Din jurnal
tui-renew-plain = Cererea nouă, cu datele vechi
tui-renew-plain-hint = Acest certificat nu este emis de o autoritate cunoscută. Se face o cheie nouă pe token, iar cererea cu aceleași date se scrie în dosarul din care a fost pornit programul.
tui-review-case-hint = Aici nu se face nicio cheie. Se deschide un caz care vă conduce prin pașii de mai jos, în zile sau săptămâni.
tui-review-existing = Pentru cheia { $name }, care există; nu se face alta.
tui-review-files = Fișiere
tui-review-folder = În dosarul { $path }:
tui-review-hint = Aceasta se semnează exact așa cum este scrisă aici. Încă nu s-a făcut nimic.
tui-review-more = … ↓ arată mai mult
tui-review-new-folder = În dosarul nou { $path }:
tui-review-next = Ce urmează
tui-role-key = PIN-ul cheii
tui-role-so = PIN-ul administratorului
tui-role-user = PIN-ul utilizatorului
tui-shown = Este deschis în alt program.
tui-sign-hint = Semnătura devine un fișier propriu lângă el (FIȘIER.p7s); fișierul rămâne cum este.
tui-skipped = Nu s-a instalat: { $file }
tui-skipped-other = lăsat deoparte
tui-skipped-same = arată tokenurile altui driver de aici
tui-skipped-trust = nu are tokenuri, ci numai autorități de încredere
tui-state-awaiting = fără cert.
tui-state-days = { $days ->
    [one] o zi
    [few] { $days } zile
   *[other] { $days } de z.
  }
tui-state-ended = expirat
tui-state-not-yet = încă nu
tui-state-placeholder = provizor.
tui-state-valid = valabil
tui-status-confirmed = confirmat
tui-status-draft = schiță
tui-status-partly = confirmat în parte
tui-step-day = Făcut la
tui-step-expect = Apare apoi
tui-step-folder = Fișiere
tui-step-lost = Dacă se pierde
tui-step-note = Observație
tui-step-on = Pe
tui-step-provider = Pentru
tui-step-skipped = Dacă lipsește
tui-step-usual = De obicei durează
tui-step-value = Notat
tui-step-where = Unde
tui-step-who = Cine
tui-stopped = Oprit; nu s-a schimbat nimic.
tui-stopping = Oprire după apelul în curs …
tui-store-both = Și într-un fișier
tui-store-both-means = O puteți reface; la fel oricine are fișierul și parola lui. O copie se pune pe token.
tui-store-file = Numai într-un fișier
tui-store-file-means = Nu este nevoie de token. Oricine are fișierul și parola lui poate folosi cheia.
tui-store-hint = Se hotărăște acum: o cheie făcută pe token nu îl părăsește niciodată.
tui-store-token = Pe token
tui-store-token-means = Nimeni nu poate copia această cheie, nici dumneavoastră. Dacă se strică tokenul, cumpărați un certificat nou.
tui-tick-day = În ce zi a fost făcut?
tui-tick-day-hint = An-lună-zi; astăzi este { $date }.
tui-tick-place = Pe ce calculator?
tui-tick-place-hint = Un nume ales de dumneavoastră, de exemplu „casa 1”; alt nume adaugă alt calculator.
tui-tidy-duplicate = de două ori
tui-tidy-expired = expirat
tui-tidy-folder-hint = Scrieți, lipiți sau trageți un dosar. Fișierele se citesc, nu se șterg.
tui-tidy-goes = Bifat, se șterge după ce certificatul care îi ține locul a fost verificat și după ce este salvat într-un fișier. Cheile rămân.
tui-tidy-hint = Încă nu se șterge nimic. Ce are un înlocuitor este bifat și poate dispărea; cheile rămân întotdeauna.
tui-tidy-hint-folder = În { $path }. Fișierele sunt doar enumerate; nu se șterge nimic.
tui-tidy-none-ticked = Nu este bifat nimic ce ar putea fi șters.
tui-tidy-orphaned = fără cheie
tui-tidy-stays-alone = Nu se șterge de aici: nimic verificabil nu îi ține locul. Se poate șterge de pe pagina lui (d pe primul ecran).
tui-tidy-stays-file = Aici fișierele sunt doar enumerate; Parafa nu șterge fișiere.
tui-tidy-stays-orphaned = Nu se șterge de aici: nimic nu îi ține locul, iar cheia lui poate fi pe alt token.
tui-tidy-stays-unproved = Nu se șterge de aici: nicio cheie nu dovedește că celălalt exemplar este bun.
tui-tidy-superseded = înlocuit
tui-title-adopt = Preluarea cererilor generatorului
tui-title-asn1 = ASN.1 pentru { $name }
tui-title-calendar = Date pentru calendar
tui-title-check = Ce s-a constatat
tui-title-command = Linia de comandă
tui-title-compare = Compararea cu ce este înregistrat
tui-title-confirm = Sigur?
tui-title-connect = Încearcă conexiunea
tui-title-connected = Cum a mers conexiunea
tui-title-delete = Ștergere de pe token
tui-title-details = Tot ce spune certificatul lui { $name }
tui-title-doctor = De ce nu este văzut tokenul meu?
tui-title-driver = Un driver pe care programul nu îl cunoaște
tui-title-drivers = De ce nu se vede tokenul meu?
tui-title-export = Salvare în fișier
tui-title-exported = Ce s-a scris
tui-title-failed = Nu a reușit
tui-title-fields = Ce trebuie spus
tui-title-fields-of = Ce trebuie spus despre { $name }
tui-title-fields-whose = Câmpurile cărei autorități?
tui-title-folder = În ce dosar?
tui-title-help = Ce se poate face aici
tui-title-identify = Cărei chei îi aparține acest fișier?
tui-title-import = Import fișier cu cheie
tui-title-init = Pregătirea din nou a unui token
tui-title-install = Instalarea celor primite
tui-title-installed = Rezultatul
tui-title-language = Ce limbă?
tui-title-log = Ce a notat programul
tui-title-made = Ce s-a făcut
tui-title-new = Certificat nou: pentru ce este?
tui-title-new-pin = { $role }, cel nou
tui-title-note = Notă
tui-title-number = Ce înseamnă acest număr?
tui-title-open = Deschiderea unui fișier cu certificate
tui-title-palette = Tot ce se poate face
tui-title-papers = Ce lipsește documentelor
tui-title-papers-for = Documente pentru cine?
tui-title-papers-made = Documente
tui-title-password = Parolă
tui-title-paste = Nu a fost preluat
tui-title-pin = PIN-uri
tui-title-plain = O cerere fără autoritate
tui-title-profile = Ce se știe
tui-title-profile-file = Verificarea unui profil
tui-title-profiles = Pentru ce poate fi un certificat?
tui-title-provider-new = Furnizor nou
tui-title-providers = Furnizori
tui-title-purpose = Pentru ce este certificatul dumneavoastră?
tui-title-question = Întrebare
tui-title-renew = Reînnoire
tui-title-review = Se face aceasta?
tui-title-review-case = Se deschide acest caz?
tui-title-revoke = Cine îl revocă
tui-title-sign = Semnarea unui fișier
tui-title-signed = Semnat
tui-title-step = Totul despre acest pas
tui-title-store = Unde va sta cheia?
tui-title-tick = Acest pas a fost făcut
tui-title-tidy = Ce a rămas de prisos
tui-title-welcome = Bun venit la Parafa
tui-title-which = Care certificate?
tui-title-whom = Pentru cine?
tui-todo = De făcut acum
tui-todo-deadline = { $days ->
    [0] Ultima zi ({ $date }): { $text } ({ $name })
    [one] A rămas 1 zi ({ $date }): { $text } ({ $name })
    [few] Au rămas { $days } zile ({ $date }): { $text } ({ $name })
   *[other] Au rămas { $days } de zile ({ $date }): { $text } ({ $name })
}
tui-todo-deadline-over = Depășit din { $date }: { $text } ({ $name })
tui-todo-expired = Certificatul a expirat la { $date }: { $name }
tui-todo-expiring = { $days ->
    [one] Certificatul expiră într-o zi ({ $date }): { $name }
    [few] Certificatul expiră în { $days } zile ({ $date }): { $name }
   *[other] Certificatul expiră în { $days } de zile ({ $date }): { $name }
  }
tui-todo-fewer = … arată mai puține
tui-todo-install = O cheie își așteaptă certificatul: { $label }
tui-todo-more = { $count ->
    [one] … și încă 1
   *[other] … și încă { $count }
}
tui-todo-renewal = { $days ->
    [0] Astăzi este ultima zi pentru reînnoire ({ $date }): { $name }
    [one] A rămas 1 zi pentru reînnoire ({ $date }): { $name }
    [few] Au rămas { $days } zile pentru reînnoire ({ $date }): { $name }
   *[other] Au rămas { $days } de zile pentru reînnoire ({ $date }): { $name }
}
tui-todo-settle = Întrerupt la { $date }: { $what }
tui-todo-step = { $name }: { $text }
tui-todo-step-of = { $name }, { $count } din { $limit } făcute: { $text }
tui-token-blank = Acest token este gol: nu a fost pregătit niciodată și nu se poate citi nimic de pe el. Un token vândut de un emitent se pregătește cu programul emitentului.
tui-token-busy = Acest token este ocupat, de { $seconds } s. Între timp se poate folosi tot restul.
tui-token-changed = Tokenul a fost modificat.
tui-token-empty = Pe acest token nu este nimic.
tui-token-empty-before-pin = Pe acest token nu apare niciun certificat. Cheile apar numai după PIN.
tui-token-nothing-changed = Pe token nu s-a modificat nimic.
tui-token-reading = Acest token se citește …
tui-token-silent = Acest token nu răspunde. Scoateți-l, conectați-l din nou și așteptați câteva secunde.
tui-token-state-blank = gol, nepregătit
tui-token-state-busy = ocupat de { $seconds } s
tui-token-state-failed = nu s-a putut citi
tui-token-state-read = { $count ->
    [0] niciun certificat
    [one] 1 certificat
    [few] { $count } certificate
   *[other] { $count } de certificate
  }
tui-token-state-reading = se citește …
tui-token-state-unrecognised = nerecunoscut
tui-token-unknown = Nu se știe dacă tokenul a fost modificat.
tui-token-unreadable = Acest token nu a putut fi citit
tui-token-unrecognised = Acest token nu poate fi citit cu acest driver. Poate că altul este cel potrivit.
tui-tokens = Tokenuri
tui-too-small = Parafa are nevoie de o fereastră de { $count } × { $limit } (coloane × linii). Măriți-o sau folosiți linia de comandă: parafa --help
tui-type-word = Tastați { $name } pentru a continua:
tui-unnamed = (fără nume)
tui-usage-client = autentificare la servere
tui-usage-code = semnarea programelor
tui-usage-decrypt = decriptare
tui-usage-documents = semnarea documentelor
tui-usage-logon = autentificare în Windows
tui-usage-mail = e-mail
tui-usage-qualified = certificat calificat
tui-usage-server = servere
tui-usage-sign = semnare și autentificare
tui-usage-time = mărci temporale
tui-usage-will = semnături care obligă
tui-waits = Mai întâi este alt pas: { $text }
tui-waits-not = Dacă acesta a fost totuși făcut, apăsați d la pas și notați ziua.
tui-welcome = Acest program are grijă de certificatul de pe token: face cereri, instalează ce a trimis autoritatea și dovedește că funcționează. Consultarea nu schimbă nimic; înainte de orice scriere sunteți întrebat.
tui-which-hint = Cele obișnuite sunt bifate.
tui-which-none = Bifați cel puțin unul.
tui-whom-first = Cabinetul, farmacia sau firma. Datele lor se scriu o singură dată.
tui-whom-hint = Bifați unul sau mai mulți; ultimul rând primește unul nou.
tui-whom-new = nou
tui-whom-nobody = Enter pe ultimul rând, lăsat gol, continuă fără nume; ce scrieți se păstrează atunci numai în acest caz.
tui-whom-type = Unul nou
tui-whom-type-hint = Scrieți numele, cum îi spuneți; datele se cer la pasul următor.
tui-why-ends = După acea zi, nimic din ce se semnează cu el nu mai este valabil. Cereți din timp autorității unul nou; ce este pe token rămâne până atunci.
tui-yes = da
tui-yes-key = dD
