"""Words of the PDF format itself: a name token that is one of them says nothing about anybody (ISO 32000-2)."""

PDF_WORDS = frozenset(
    """
    a aa ac accent acroform action actiontype actualtext adbe adobe ais alaw all allcap alt alternate alternatename
    alternatepresentations alternates alternatespace angle annot annotation annots anonymous antialias ap appearance
    approved array art artbox artifact as ascent ascii85decode asciihexdecode attached attestation authevent author
    auto avgwidth b background backgroundartifact baseencoding basefont baselineshift basestate basever bbox bc be
    bead bg bibentry bitspercomponent bitspercoordinate bitspersample bl blackis1 blackpoint bleedbox blinds
    blockalign blockquote bm bn book border bordercolor borderstyle borderthickness bottom bounds box bpc bs btn bu
    butt byterange c c0 c1 ca calgray calrgb cap capheight caption catalog ccf ccittfaxdecode cd center cf cfm ch
    charprocs charset checksum ci cicisignit cidfonttype0 cidfonttype0c cidfonttype2 cidset cidsysteminfo
    cidtogidmap circle cl class classmap cmap cmapname cms cmyk co code col collection color colorants colors
    colorspace colortransform colspan columncount columns columnwidths comment comments config configs contactinfo
    contents coons coords copyright count courier courier-bold courier-boldoblique courier-oblique cp creationdate
    creator creatorinfo crop cropbox crypt cs ct current cyan d da dashed data dcs dctdecode decode decodeparms
    default defaultcmyk defaultforprinting defaultgray defaultrgb desc descendantfonts descent dest destination
    destoutputprofile dests devdepgs_bg devicecmyk devicegray devicen devicergb di diagram diff differences
    digestlocation digestmethod digestvalue direction dissolve div dl dm docmdp docopen document domain dotted
    double dp dr ds dss dur duration dv dw dw2 e ef eff emailaddress embeddedfile embeddedfiles encode
    encodedbytealign encoding encrypt encryptmetadata end endindent endofblock endofline event exclude expired
    export ext extend extends extensionlevel extensions extgstate f f1 f2 f3 f4 f5 f6 f7 f8 f9 fade false fb fd
    fdecodeparms fdf ff ffilter field fields figure filespec filter final firstchar firstpage fit fitb fitbh fitbv
    fith fitr fitv fitwindow fixedprint fl flags flatedecode flatness fo font fontbbox fontdescriptor fontfamily
    fontfile fontfile2 fontfile3 fontmatrix fontname fontstretch fontweight footer footnote form formtype freetext
    ft fullscreen function functions functiontype fwposition g gamma group gs gs0 gs1 gts_pdfa1 h h1 h2 h3 h4 h5 h6
    halftone halftonename halftonetype header headers height helvetica helvetica-bold helvetica-boldoblique
    helvetica-oblique hid hide hidemenubar hidetoolbar hidewindowui highlight hs ht htp i ic iccbased icon id
    identity identity-h identity-v identitytransfer if im im0 im1 im2 image imagea imageb imagec imagei imagemask in
    include includerulebox index indexed info ink inklist inline inreplyto insert inset intent interpolate irt
    issuer italicangle ix javascript jbig2decode jbig2globals jpxdecode js justify k keywords kids l lab label lang
    langauge language last lastchar lastmodified lastpage launch layer lbl lblody lbody le leading legal length
    length1 length2 length3 level1 li limits line linearized lineheight link list listmode listnumbering lj ll lle
    llo lm lock locked lrtb ltr luminosity lw lzwdecode m mac macexpertencoding macromanencoding magenta manifest
    mark marked markinfo markstyle mask matrix matte maxlen maxwidth mcid mcr measure mediabox metadata middle
    mimetype missingwidth mk ml mmtype1 mn mod moddate modify moniker movie multiply n name named names
    needappearances needsrendering newwindow next nextpage nm none nonefullscreenpagemode nonstruct normal note null
    numbers numcopies nums o obj objr objstm oblique oc ocg ocgs ocmd ocproperties off on onecolumn op opa open
    openaction operation opi opt optimizedfor optional order ordering outline outlines outputcondition
    outputconditionidentifier outputintent outputintents overlay overprint p padding page pagelabels pagelayout
    pagemode pages painttype parent parenttree parenttreenextkey pattern patterntype pdf perms pg phone pieceinfo
    placement planes pms point polygon polyline popup portfolio predictor pres presentation prev prevpage print
    printarea printclip printpagerange printscaling printstate private procset producer prop_build properties props
    ps pushpin px q qp qu quadpoints quote r r2l range rb rc rect redact ref reference reffs registry registryname
    relative renderingintent rep reply requirement resetform resources ri right rolemap root rotate round row rows
    rowspan rp rs rt ruby rubyalign rubyposition runlengthdecode rv s saturation sc scope screen sec sect separation
    separationcolornames setf setocgstate sh shading shadingtype shadow sig sigflags signature simplex single size
    smask smaskindata solid sort sound spaceafter spacebefore span split spotfunction square squiggly ss st stamp
    standard start startindent startresource state statemodel status stdcf stemh stemv stitching stm stmf strf
    strikeout structelem structparent structparents structtreeroot style subfilter subject submitform subtype
    summaryview supplement suspects sy symbol t table tabs target tb tbody tbordstyle tbpdf tc td template text
    textalign textdecorationcolor textdecorationthickness textdecorationtype textindent textposition tfoot th thead
    threadinfo threads thumb ti times-bold times-bolditalic times-italic times-roman title tk tm to toc toci top
    tounicode tp tpadding tr tr2 trailer trans transform transformmethod transformparams transmat transparency
    trapnet trapped trapstyles tref trimbox true truetype ts tu twocolumnleft twopageleft twopageright tx type type0
    type1 type1c type3 u ucr ucs uf unchanged uncover underline unix uri url usage useattachments usecmap usenone
    useoc useoutlines user userunit usethumbs v version vertices vf view viewarea viewclip viewerpreferences
    viewport viewstate visiblepages vp w w2 warichu watermark wc whitepoint widget width widths win winansiencoding
    wipe wmode wp writingmode ws x xa xd xfa xform xheight xml xmlmetadata xobject xref xrefstm xstep xyz y yellow
    ystep zapfdingbats zoom
    """.split()
)
