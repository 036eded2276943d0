"""Words of court papers that name nobody, and words by which organizations and governments are known.

All in lower case. What is listed here by itself is never offered as a name; inside a longer name it may stand
("Standard Insurance Company").
"""

ROLES = frozenset(
    """
    plaintiff plaintiffs defendant defendants appellant appellants appellee appellees petitioner petitioners
    respondent respondents claimant claimants movant movants debtor debtors creditor creditors trustee trustees
    intervenor intervenors intervener interveners amicus amici curiae relator relators applicant applicants
    complainant complainants cross-defendant cross-defendants cross-plaintiff cross-complainant cross-complainants
    cross-appellant cross-appellee counterclaimant counterclaimants counter-defendant counter-defendants
    counter-plaintiff garnishee obligor obligee guarantor guarantors borrower borrowers lender lenders landlord tenant
    lessor lessee lessees buyer buyers seller sellers purchaser purchasers licensor licensee franchisor franchisee
    employer employee employees insurer insured insureds insurers policyholder beneficiary beneficiaries assignor
    assignee assignors assignees grantor grantee settlor testator testatrix decedent executor executrix administrator
    administratrix
    guardian ward minor mother father husband wife child children son daughter parent parents spouse party parties
    nonparty non-party third-party movant-appellant plaintiff-appellant plaintiff-appellee plaintiffs-appellants
    plaintiffs-appellees defendant-appellant defendant-appellee defendants-appellants defendants-appellees
    petitioner-appellant respondent-appellee appellant-defendant appellee-plaintiff real-party-in-interest counsel
    co-counsel attorney attorneys lawyer lawyers solicitor solicitors advocate advocates barrister prosecutor
    prosecutors paralegal paralegals associate associates client clients judge judges justice justices magistrate
    magistrates clerk clerks referee arbitrator arbitrators mediator mediators master bailiff marshal reporter
    interpreter juror jurors jury foreperson foreman witness witnesses deponent deponents affiant declarant examiner
    expert experts victim victims suspect accused officer officers detective detectives deputy agent agents sheriff
    notary opponent opponents opposer opposers shipper shippers consignee consignees consignor consignors
    receiver conservator officer-in-charge owner owners member members manager managers director directors
    shareholder shareholders stockholder stockholders president secretary treasurer chairman chairwoman chairperson
    governor senator representative congressman congresswoman mayor commissioner inspector constable superintendent
    registrar collector patient doctor physician nurse contractor subcontractor supplier vendor customer user users
    female male others another ors anr lr lrs aged consumer consumers investor investors class classes releasor
    releasors releasee
    neighbor neighbors neighbour neighbours girlfriend boyfriend roommate roommates coworker coworkers deckhand
    calltaker abutter abutters
    inmate inmates passenger passengers pedestrian pedestrians bystander bystanders caller callers dispatcher
    dispatchers
    releasees indemnitor indemnitors indemnitee indemnitees sublessor sublessee sublandlord subtenant pledgor pledgee
    grantors grantees lessors licensors settlors testators maker makers mortgagors mortgagees
    mortgagor mortgagee payor payors payee payees transferor transferee optionor optionee reinsurer cedent obligees
    """.split()
)
"""What somebody is in a matter."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr sister brother rabbi imam hon honorable
    honourable hon'ble ma'am justice judge magistrate chancellor messrs mmes sgt sergeant lt lieutenant capt captain cpl
    corporal col colonel maj major gen general det detective officer trooper sheriff deputy agent warden inspector
    constable governor senator mayor smt sri shri sh shrimati kum kumari adv advocate ld learned herr frau monsieur
    madame mme señor señora don doña president secretary commissioner pfc pvt private ausa
    sausa mister ofc ofcr tpr ij alj clmt insd atty attys arb bro
    """.split()
)

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "esquire", "md", "phd", "cpa", "dds", "jd", "pe", "rn"})
"""What follows a person's name and is not a name."""

PROFESSIONS = frozenset(
    "ADA APRN ASA CADA CNA CO CRNP CSHO DA DDA DNP EMT FNP FNP-C GAL LCSW LMSW LPN LVN NCM NP PA PA-C PO PT RPR SA SLP"
    " SSA TFO VE".split()
)
"""What stands in capitals before a name and says what somebody is ("PA-C Jane Roe", "DA Roe")."""

COMPANY_FORMS = frozenset(
    """
    inc incorporated corp corporation co company companies llc llp lllp pllp lp pllc plc pc aplc apc pa ltd limited gmbh
    ag kg sa
    sas sarl sau srl spa nv bv ab as oy oyj pty pte pvt kk kabushiki kaisha sdn bhd na n.a fsb ulc lc chartered ohg se
    aktiengesellschaft sl cv kgaa tbk ooo oo rl
    """.split()
)
"""Legal forms of companies, letters only."""

INSTITUTIONS = frozenset(
    """
    association associates assoc assn agency academy alliance airlines airways bakery bancorp bank bankers baptist board
    brewery
    brothers bureau cathedral center centre chamber charter church clinic club coalition college collective comittee
    commission committee communications community conference confederation congregation consortium consultants
    cooperative council dealership diocese enterprise enterprises estate exchange federation fellowship foundation
    friends fund fundacion fraternity group guild holdings hospital hospitals hotel hotels industries infirmary
    institute institution insurance international investments journal laboratories labs league library lodge
    management ministries mission museum mutual network news newspaper orchestra organization organisation parish
    partners partnership pharmacy pharmaceuticals press productions properties realty resort restaurant restaurants
    school schools services seminary society solutions sorority stores studio studios surgery synagogue syndicate
    systems team technologies temple theater theatre times tribune trust trustees union university utilities ventures
    works
    """.split()
)
"""Head words of organizations that carry no legal form."""

GOVERNMENT_HEADS = frozenset(
    """
    department dept ministry bureau agency commission commissioner authority administration office division
    directorate secretariat service board council legislature parliament congress senate assembly cabinet treasury
    embassy consulate police sheriff constabulary army navy marines district county city town township village borough
    parish municipality state states commonwealth republic kingdom government province territory territories nation
    tribe people union attorney prosecutor court tribunal
    """.split()
)

SOVEREIGNS = frozenset(
    {"united states", "usa", "u.s.", "u.s.a.", "us", "united kingdom", "uk", "the state"}
    | {"the people", "the crown", "the commonwealth", "the government", "the republic", "state", "people", "crown"}
    | {"commonwealth", "government", "uoi"}
)

STATES = frozenset(
    """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois
    |indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana
    |nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon
    |pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington
    |west virginia|wisconsin|wyoming|district of columbia|puerto rico|guam|virgin islands|american samoa
    """.replace("\n", "")
    .replace("    ", "")
    .strip()
    .split("|")
)

MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec
    """.split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday tue tues wed thurs fri".split())

NATIONALITIES = frozenset(
    """
    american afghan albanian algerian argentine argentinian armenian australian austrian bangladeshi belgian bolivian
    brazilian bulgarian burmese cambodian cameroonian canadian chilean chinese colombian congolese croatian cuban czech
    danish dominican ecuadorian egyptian eritrean estonian ethiopian filipino filipina finnish ghanaian greek guatemalan
    guyanese haitian honduran hungarian indian indonesian iranian iraqi israeli italian jamaican japanese jordanian
    kenyan korean kuwaiti laotian latvian lebanese liberian libyan lithuanian malaysian mexican moldovan moroccan
    nepalese nicaraguan nigerian norwegian pakistani panamanian paraguayan peruvian polish portuguese romanian russian
    rwandan salvadoran saudi senegalese serbian slovak slovenian somali spanish sudanese swedish syrian taiwanese
    tanzanian thai trinidadian tunisian turkish ugandan ukrainian uruguayan venezuelan vietnamese yemeni zambian
    zimbabwean
    """.split()
)
"""Where somebody is from; none of these is a common name of people ("German" and "Irish" are)."""

TRADES = frozenset(
    """
    airlines airways apparel apartments appliances auto automotive bakery bistro boutique brewing broadcasting builders
    cafe capital care cartage casino catering chemicals cleaners cleaning clothing coffee communications construction
    consultants consulting contracting contractors dairy dental design designs developers development diagnostics
    digital diner distribution distributors electric electronics energy entertainment equipment exports fabrics farms
    fashions films finance financial fitness flooring foods forensics freight funding furniture garage grill grocers
    grocery haulage hauling hardware healthcare heating homes hotel hotels imports industries insurance investments
    jewelers labs landscaping laundry leasing lending lines logistics lumber machinery manufacturing marketing media
    metals mining mortgage motors movers moving networks nursery oil orchards outfitters paints petroleum pharma
    pharmacy pizza plastics plumbing press printing productions products properties publishing radio ranch realty
    recycling refrigeration rentals repair resort resorts restaurant roofing salon security shipping software
    solutions spa sports staffing steel storage stores studios supplies supply systems tavern tech technologies
    technology telecom textiles tobacco tools tours towing toys trading transit transport transportation travel
    abstract drywall implement masonry paving reporting
    trucking ventures wholesale winery wireless
    """.split()
)
"""What companies make and do; the last word of many a name without a legal form."""

JOBS = frozenset(
    """
    accountant adjuster administrator analyst architect assistant auditor coordinator director driver engineer examiner
    executive foreman inspector instructor investigator manager mechanic nurse officer operator paralegal planner
    president receptionist representative secretary specialist superintendent supervisor surveyor teacher technician
    therapist treasurer underwriter
    """.split()
)
"""What people work as: dictionary words that end in one are a job, no name."""

GENERIC = frozenset(
    """
    company companies corporation board court courts committee commission council government state states city county
    department agency bureau bank trust university school hospital district division office police church union
    association society foundation fund group firm team club panel congress senate house legislature parliament
    assembly ministry treasury tribunal authority administration army navy air force marines public private federal
    municipal national international general special central northern southern eastern western united north south east
    west village town township borough parish municipality commonwealth republic kingdom people crown nation tribe
    """.split()
)
"""Head words that, alone with an article, mean a body already named, or none."""

BOILERPLATE = frozenset(
    """
    a b c d e f g h i j k l m n o p q r s t u v w x y z abstract accordingly act action acknowledgment addendum
    additionally admission admitted affidavit affirmed agreement alleged allegation allegations also although amended
    amendment amount analysis and annex answer answers any appeal appeals appearance appearances appendix application
    argument arguments article articles as attached attachment attachments background because before bates between
    bill brief briefs by calendar caption case cases cause causes certificate certified certification chapter charge
    charges circuit civil claim claims clause closing code collateral comes comment complaint conclusion conclusions
    conditions confidential consent consideration contents contract coram control conviction copy copies count counts
    cover criminal cross damages date dated day dear decision declaration decree deed default defense defenses
    definitions demand denied deposition depositions description direct discovery discussion dismissal dismissed
    dispute docket document documents duty ecf effective email e-mail en banc entry entered evidence examination
    exhibit exhibits ex facts fax february fee fees figure file filed filing final finally finding findings first
    following footnote for form from further furthermore granted ground grounds hearing held here however ibid id if
    in index indictment information infra injunction inquiry instead insurance interest interrogatory interrogatories
    introduction invoice issue issues item joint judgment jurisdiction law laws leave letter liability likewise line
    lines list litigation mandate matter matters memorandum minutes moreover motion motions namely nature negligence
    no not notice notices number numbers objection objections of offense on opinion opposition oral order ordered
    orders other overruled page pages para paragraph paragraphs part parts penalty per petition petitions phone plan
    plea pleading pleadings point points policy prayer prejudice preliminary premises present price procedural
    procedure proceeding proceedings production proof proposed provision provisions pursuant question questions re
    reason reasons recitals record records redacted regarding rejection release relevant relief remand remanded remedy
    reply report reporting request requests reservation response responses result reversed review rule rules ruling
    satisfaction schedule sealed second section sections sentence sentencing service settlement sheet signature signed
    similarly since so specifically stamp standard standards statement statements stipulation subject subpoena summary
    summons supra sustained table tel telephone term terms testimony the then therefore these they third this those
    thus title to total transcript transcripts trial under upon verdict verification version via volume warrant
    warranty we versus vs whereas wherefore whether while with yes you arguendo generis ejusdem novo facto jure prima
    facie res judicata stare decisis sua sponte pro se habeas corpus certiorari mandamus nunc tunc inter alia alias
    dicta dictum ratio mens rea actus reus per curiam voir dire ultra vires vel non
    """.split()
)
"""Words of headings and of the law that a capital does not turn into a name."""

PAPERS = frozenset(
    """
    affidavit answer appeal brief briefs claim claims complaint counterclaim counterclaims cross-examination damages
    declaration demand demands deposition examination interrogatories letter memorandum motion motions notice objection
    objections opposition petition prayer rejection reply report request requests response responses signature
    statement testimony transcript
    """.split()
)
"""What somebody says, files or wants: whose it is begins after its "of"."""

LATIN = frozenset(
    """
    id ibid supra infra arguendo generis ejusdem novo facto jure prima facie res judicata stare decisis sua sponte pro
    se habeas corpus certiorari mandamus nunc tunc inter alia dicta dictum mens rea actus reus curiam voir dire ultra
    vires non viz etc ie eg et al seq passim cert banc versus vs v via re hx dx rx sx hpi pmh psh
    pt pts dtr lvm spk rsv enrt hbd dispo onsc xst utl goa wpns clr nmls aka fka nka dba fbo
    """.split()
)
"""Words of the law, and marks of medical notes, that are never a name, not even with a capital."""

OPENINGS = frozenset(
    """
    according after against all although among and any as at based because before between both but by concerning
    despite during each either every except following for from given had has have he her his how however i if in
    including inside instead into is it its like many most near neither no nor not of on once one only or other our
    out over per pursuant regarding she since so some such than that the their then there these they this those though
    through thus to toward under unless unlike until upon via was we were what when where whereas whether which while
    who whose why with within without you your hereby herein hereof hereinafter hereto hereunder therein thereof
    thereto thereunder whereby wherein whereof
    """.split()
)
"""Words that begin sentences and no names."""

PARTICLES = frozenset(
    """
    de la las los del della der den di da do dos du van von vander ten ter te zu zum zur af av bin ibn ben bint abu al
    el ul y e und le st san santa saint mac mc o d l dela
    """.split()
)
"""What stands inside a surname, often in lower case."""

ABBREVIATIONS = frozenset(
    """
    us usa uk un eu uae ussr dc ny nj nc nd nh nm sc sd ri wv la va pr vi pa am pm ie eg ad bc bce ce po pc llc llp lp
    pllc na sa ag nv bv kg md jd phd ma ba bs bsn mba msw lcsw rn np lpn do dds dvm cpa pe jr sr ed wd cd fd usc cfr
    ccp cpc crpc ipc ors ap ic sct led so ne nw se sw cir frcp frap fre frcrp rcp rcrp tro dob dod ssn id no op ps cc
    bcc fyi eta cj pj jj aj acj mj alj da aag ausa usdc mdl aka dba fka nka tx ft lb oz mg hr iv im bid tid qid prn icu
    er or mri ct bp hx dx rx gi uti pt so wo do co ro up mp hp tn wb jk fir slp pw dw ex air scc scr cbi lrs ndps ip
    tv dvd cd pdf vp ceo cfo coo hr it ot rvr dui dwi ng sp sd nd ii iii vs th st rd nd lt col sgt ao os aw wa cod fob
    cif lc bl pl oa ra rp rfa rfo sfa sla cma crl crm crr wp wpc cwp mfa os ia ma ea ep cp ca
    sob pcp fol doi dol mvc mva roi ime
    ach pos eft atm ppd ccd zelle
    gal rptr siu lnu fnu wnl nkda pmh rpt fb ig
    isaoa atima iep onsc enrt dispo hbd lbp ncm csho ve gal slp dl odl
    """.split()
)
"""Letters that with points behind them are abbreviations of courts, places, degrees, papers, not of a person."""

BANKING = frozenset(
    """
    ach atm autopay card ccd check checkcard credit crd debit deposit des eft fee from hold iat misc mobile online
    payment payments pmt pos ppd purchase pymt recurring ref reversal sent tel to transfer trnsfr trsf web wire
    withdrawal withdrwl xfer zelle
    """.split()
)
"""Words of statements of account: rows of them name nobody, and before a name they are none of it."""

WORDS_AND_GIVEN_NAMES = frozenset(
    """
    april art august autumn basil bill charity constance daisy dale dawn dean dolly
    drew earl ernest faith frank gene glen grace grant guy hazel heath heather holly hope
    iris ivy jack jasmine jay joy june lance lily mark mason may melody mercy miles nick
    pat patience penny prudence ray reed robin rose rosemary rusty
    sandy skip sue summer terry victor violet wade ward will
    """.split()
)
"""Given names that are English words too: "Will Young" is a person, though both are words of the dictionary."""
