/**
 * Languages. ISO 639-3 (registration authority: www.iso639-3.sil.org) with the collective codes of ISO 639-2 ("nah",
 * Nahuatl languages). Of the twenty languages with two codes in 639-2 only the terminology code is taken ("fra", not
 * "fre"): a consent explained in "fre" must not miss a person who speaks "fra".
 *
 * Each word is the first two letters of its codes followed by their third letters: "aaab" holds "aaa" and "aab".
 */
const PACKED = `
  aaabcdefghiklnopqrstuwxz ababcdefghijklmnopqrstuvwxyz acabdefhiklmnpqrstuvwxyz adabdefghijlnoqrstuwxyz
  aeabcdeklmnqrsuwyz afabdeghiknoprstuz agabcdefghijklmnoqrstuvwxyz ahabghiklmnoprst aiabcdefghijklmnopqrtwxy
  ajaginpsuwz akabcdefghijklmopqrstuvwxyz alacdefghijklmnopqrstuwxyz amabcefghijklmnopqrstuvwxyz
  anabcdefghijklmnopqrstuvwxyz aoabcdefgijklmnrstuxz apabcdefghijklmnopqrstuvwxyz aqcdgkmnprtz
  arabcdeghijklnopqrstuvwxyz asabcefghijklmnopqrstuvwxyz atabcdeghijklmnopqrstuvwxyz auabcdghijklmnopqrstuwxyz
  avabdeiklmnostuv awabceghikmnorstuvwxy axbegklmx ayabcdeghiklmnopqrstuz azabdegjmnotz baabcdefghijklmnoprstuvwxy
  bbabcdefghijklmnopqrstuvwxy bcabcdefghijklmnopqrstuvwyz bdabcdefghijklmnopqrstuvwxyz beabcdefghijklmnopqrstuvwxyz
  bfabcdefghijklmnopqrstuwxyz bgabcdefgijklnopqrstuvwxyz bhabcdefghijlmnopqrstuvwxyz biabdefghklmnopqrstuvwxyz
  bjabcefghijklmnoprstuvwxyz bkacdfghijklmnopqrstuvwxyz blabcdefhijklmnopqrstvwxyz bmabcdefghijklmnopqrstuvwxz
  bnabcdefgijklmnopqrstuvwxyz boabdefghijklmnopqrstuvwxyz bpacdeghijklmnopqrstuvwxyz bqabcdfghijklmnopqrstuvwxyz
  brabcdefghijklmnopqrstuvwxyz bsabcefghijklmnopqrstuvwxy btacdefghijkmnopqrstuvwxyz buabcdefghijklmnopqstuvwxyz
  bvabcdefghijklmnopqrtuvwxyz bwabcdefghijklmnopqrstuwxyz bxabcdefghijklmnopqrsuvwz byabcdefghijklmnopqrstvwxz
  bzabcdefghijklmnopqrstuvwxyz caabcdefghijklmnopqrstuvwxyz cbbcdgijklnoqrstuvwy cccdeghjlmopr cdaefhijmnorsyz
  ceabgklnsty cfadgm cgacgk chabcdefghjklmnopqrtuvwxyz ciabcdehkmnprwy cjaehikmnopsvy ckbhlmnoqrstuvxyz
  clacdehijklmotuwy cmacegilmnorst cnabcghiklopqrstuwx coabcdefghjklmnopqrstuvwxz cpabcefginopsuxy cqd
  crabcdefghijklmnopqrstvwxyz csabcdefghijklmnopqrstvwxyz ctacdeghlmnopstuyz cuabchijklopqrstuvwxy cvgn cwabdegt
  cyabmo czhknot daacdeghijklmnoqrsuvwxyz dbabdefgijlmnopqrtuvwy dccr ddadegijnorsw decdefghiklmnpqrsuvz
  dgabcdeghiklnorstwxz dhdgilmnorsuvwx diabcdfghijklmnopqrsuvwxyz djabcdefijkmnoruw dkagkrsx dlgkmn
  dmabcdefgklmorsuvwxy dnadegijknortuvwy doabcefhiklnopqrstvwxyz dpp drabcdegilnoqstuy dsbehilnoqz dtabdhikmnoprstuy
  duabcefghiklmnopqrsuvwxyz dva dwakrsuwyz dyabdgimnouy dzaeglno eaa ebcgkoru ecrsy eee efaei egalmoy ehsu eiptv eja
  ekaegiklmopry elehiklmoux emabegikmnpqsuwxyz enabcdfghlmnoqruvwx eot epio eraghikorstw eseghiklmnoqstuy
  etbchnorstuxz eus evehn eweo ext eyao ezae faabdfghijklmnoprstuxyz fbl fcs fer ffim fgr fiaefjlnprtuw fkkv flahilnry
  fmpu fnbgi fodimnrs fpe fqs fracdkmopqrsty fsels fubcdefhijlmnqrtuvy fvr fwae gaabcdefghijklmnopqrstuwxyz
  gbabdefghijklmnopqrsuvwxyz gccdeflnrt gdabcdefghijklmnoqrstux geabcdfghijklmqsvwxyz gfkt ggabdegkltuw ghacehklnorst
  giabcdeghilmnpqrstuwxyz gjkmnru gkadenopu glabcdeghjkloruvwy gmabdghlmnruvxyz gnabcdeghijklmnoqrtuwz
  goabcdefghijklmnopqrstuvwxyz gpaen gqainru grabcdghijmnoqrstuvwxyz gseglmnopsw gtau guabcdefghijklmnopqrstuwxz
  gvacefjlmnoprsy gwabcdefgijmnrtuwx gxx gyabdefgilmnoryz gzain haabcdefghijklmnopqrstuvwxyz hbabnosu hcah hdnsy
  heabdghimr hgmw hhiry hiabdfghijklmnortwx hji hkaehkns hlabdetu hmabcdefghijklmnopqrstuvwyz hnadeghijnosu
  hoabcdehijlmoprstvwyz hpos hracekmoptuvwxz hsbhlns htiosux hubcdefghijklmnopqrstuvwxyz hvceknv hwaco hyaew iainr
  ibabdeghlmnoruy icahlr idabcdeiorstu ifabefkmuy igbeglmnosw ihbipw iiin ijcejnos ikeikloprstuvwxz ilabegikmopsuv
  imailnorsty inabcdeghjlmnopstz ioruw ipiko iquw iraehiknoruxy isacdeghiklmnortu itabdeiklmorstvwxyz ium ivbv iwkmos
  ixcl iyaox izhrz jaabcdefhjklmnoqstuvxyz jbeijkmnortuw jcst jdagt jebehiklnrtu jgbeko jhis jiabcdeghilmoqtuvy jjer
  jkamoprsu jles jmabcdilnrswx jnadgijls jobdgrsw jpanr jqr jrabrtu jsl juabcdhiklmnoprstuwy jvdn jwi jyaey
  kaabcdefghijklmnopqrstuvwxyz kbabcdeghijklmnopqrstuvwxyz kcabcdefghijklmnopqrstuvwxyz kdacdefghijklmnpqrtuwxyz
  keabcdefghijklmnopqrstuvwxyz kfabcdefghijklmnopqrstuvwxyz kgabefgijklmnopqrstuvwxy khabcdefghijklmnopqrstuvwxyz
  kiabcdefghijklmnopqrstuvwxyz kjabcdeghijklmnopqrstuvxyz kkabcdefghijklmnopqrstuvwxyz klabcdefghijklmnopqrstuvwxyz
  kmabcdefghijklmnopqrstuvwxyz knabcdefgijklmnopqrstuvwxyz koacdefghiklmnopqrstuvwyz kpabcdefghijklmnoqrstuvwxyz
  kqabcdefghijklmnopqrstuvwxyz krabcdefhijklnoprstuvwxyz ksabcdefghijklmnopqrstuvwxyz ktabcdefghijklmnopqstuvwxyz
  kuabcdefghijklmnopqrstuvwxyz kvabcdefghijklmnopqrtuvwxyz kwabcdefghijklmnoprstuvwxyz kxabcdfhijkmnopqrstvwxyz
  kyabcdefghijklmnopqrstuvwxyz kzabcdefgiklmnopqrsuvwxyz laabcdefghijlmnopqrstuvwxyz lbbcefgijklmnoqrstuvwxyz
  lccdefhlmpqs ldabdghijklmnopq leabcdefhijklmnopqrstuvwxyz lfan lgabghiklmnoqrtuz lhahilmnpstu
  liabcdefghjklmnopqrstuvwxyz ljaeilpwx lkabcdehijlmnorstuy llabcdefghijklmnpqsux lmabcdefghijklnopqruvwxy
  lnabdghijlmnsuwz loabcefghijklmnopqrstuvwxyz lpaenox lqr lracegiklmnortvz lsabcdehilmnoprstvwy ltcghinosuz
  luabcdefgijklmnopqrstuvwyz lvaiksu lwaeghlmostuw lxm lyagn lzhlnz maabdefghijklmnpqrstuvwxz
  mbabcdefhijklmnopqrstuvwxyz mcabcdefghijklmnopqrstuvwxyz mdabcdefghijklmnpqrstuvwxyz meabcdefhijklmnopqrstuvwyz
  mfabcdefghijklmnopqrstuvwxyz mgabcdefghijklmnopqrstuvwyz mhabcdefgijklmnopqrstuwxyz miabcdefghijklmnopqrstuwxyz
  mjbcdeghijklmnopqrstuvwxyz mkabcdefghijklmnopqrstuvwxyz mlabcefghijklmnopqrstuvwxz mmabcdefghijklmnopqrtuvwxyz
  mnabcdefghijklmnopqrsuvwxyz moacdeghijkmnopqrstuvwxyz mpabcdeghijklmnopqrstuvwxyz mqabcefghijklmnopqrstuvwxyz
  mrabcdefghijklmnopqrstuvwxyz msabcdefghijklmnopqrsuvwxyz mtabcdefghijklmnopqrstuvwxy muabcdeghijklmnopqrstuvxyz
  mvabdefghiklnopqrstuvwxyz mwabcefghiklmnopqrstuvwz mxabcdefghijklmnopqrstuvwxyz myabcefghjklmnoprsuvwxyz
  mzabcdeghijklmnopqrstuvwxyz naabcefghijklmnopqrstuvwxyz nbabcdeghijklmnopqrstuvwy ncabcdefghijklmnoqrstuxz
  ndabcdefghijklmnopqrstuvwxyz neabcdefghijkmnopqrstuvwxyz nfadlru ngabcdeghijklmnpqrstuvwxyz
  nhabcdefghikmnopqrtuvwxyz niabcdefghijklmnoqrstuvwxyz njabdhijlmnorstuxyz nkabcdefghijkmnopqrstuvwxz
  nlacdegijklmoquvwxyz nmabcdefghijklmnopqrstuvwxyz nnabcdefghijklmnopqrtuvwyz noabcdefghijklmnpqrstuvwyz
  npabghilnosuxy nqgklmnoqty nrabcefgiklmnprtuxz nsabcdefghiklmnopqrstuvwxyz ntdegijkmopruwxyz
  nuabcdefghijklmnopqrstuvwxyz nvhmo nwabcegimorwxy nxadegiklmnoqrx nyabcdefghijklmnopqrstuvwxy nzabdikmsuyz oaacrv
  obiklmortu ocahimou odaktu ofosu ogbcegou ohtu oiaen ojbcgipsvw okabcdeghijklmnorsuvxz oladekmortu
  omabcgiklnoprtuwxy onabegijknoprstuwx oodgnrs opakmoty oraceghimnorstuvwxyz osacinopstux otabdeiklmnoqrstuwxyz
  ouabeim ovd owil oybdmy ozm paabcdefghiklmnopqrsuvwxyz pbbcefghilmnoprstuvy pcabcdefghijklmnpw pdacinotu
  peabdefghijklmopqsvxyz pfael pgadgiklnsuz phadghijklmnoqrtuvw piabcdefghjlmnoprstuvwxyz pjt pkabcghnoprstu
  plabcdeghijklnoqrstuvwyz pmabdefhijklmnoqrstwxyz pnabcdeghijklmnopqrstuvwxyz pocefghiklmnopqrstvwxy ppeiklmnopqstu
  pqam pracdefghiklmnopqrstuwxz psacdeghilmnopqrstuwy ptahinopqrtuvwy puabcdefgijmopqrstuwxy pwabgimnorw pxm pyemnsuxy
  pzhn quabcdefghiklmnpqrsvwxyz qvacehijlmnopswyz qwachmst qxachlnopqrstuw qyap raabcdfghijklmnopqrstuvwxyz rbbklp rcf
  rdb reabegijlmnrsty rgaeknrsu rhgp riabflmnrtu rjgis rkabhimtw rmabcdefghiklmnopqstuvwxyz rnbdglnprw
  roabcdefghlmnopruw rpnt rriot rsbklmn rtchmsw rubcefghiknopqstuyz rwaklmor rxdw rynsu rzh
  saabcdefghijklmnoqrstuvwxyz sbabcdefghijklmnopqrstuvwxyz scbefghiklnopqstuvwx sdabcefghjklnopqrstuxz
  seabcdefghijklmnopqrstuvwyz sfbemsw sgabcdeghijkmnprstuwxyz shabcdeghijklmnopqrstuvwxyz siabdefghijklmnopqrstuvwxyz
  sjabdegklmnoprstuw skabcdefghijmnopqrstuvwxyz slacdefghijklmnpqrstuvwxyz smabcefghijklmnopqrstuvwxyz
  snacdefgijklmnopqrsuvwxyz soabcdeghijklmnopqrstuvwxyz spabcdegiklmnopqrstuvxy sqahikmnoqrstux
  srabcdefghiklmnopqrstuvwxyz ssabcdefghijklmnopqrstuvwxyz stabdefghijklmnopqrstuvwy suabcegijknoqrstvwxyz svabcekmsx
  swabcefghijklmnopqrstuvwxy sxbcegklmnorsuw syabciklmnorswxy szabcdeglnpsvwy taabcdefghijklmnopqrstuvwxyz
  tbacdefghijklmnoprstuvwxyz tcabcdefghiklmnopqstuwxyz tdabcdefghijklmnoqrstvxy teabcdefghiklmnopqrstuvwxyz tfinort
  tgabcdefhijklnopqrstuvwxyz thadefhiklmnpqrstuvyz tiacfghijklmnopqrstuvwxyz tjagijlmnopsuw tkabdefglmnpqrstuvwxz
  tlabcdfghijklmnopqrstuvxy tmabcdefghijklmnoqrstuvwyz tnabcdghiklmnopqrstuvwxyz tobcdfghijklmnopqrsuvwxyz
  tpacefgijklmnopqrtuvwxyz tqblmnopqrtuw trabcdefghijlmnopqrstuvwxyz tsabcdeghijklmnopqrstuvwxyz
  ttabcdefghijklmnopqrstuvwyz tuabcdefghijklmnopqrstuvxyz tvadeklmnostuwxy twabcdefghilmnopqrtuwxy
  txabceghijmnoqrstuxy tyaehijlnprstuvxyz tzahjlmnox uamnr ubailruy udaegijlmu ues ufi ugabehnoy uhan uigsv uji
  ukaghiklpqrsuvwy ulabcefiklmnuw umabcdgimnoprsu unadegikmnruxz uon upiv urabcdefghiklmnoprtuvwxyz usahikpsu utaehpru
  uumru uvehl uwa uya uzbns vaaefghijlmnoprsuvy vbbk vecdlmnopr vgrt vicdefglnstv vkajklmnoptuz vlps
  vmabcdefghijklmpqrsuvwxyz vnkmp volrt vraost vsilv vto vumnt vwa waabcdefghijklmnopqrstuvwxyz wbabefhijklmpqrstvw
  wcai wddgjktuy weacdghimnoprstuw wfg wgabgiouy whagku wibcefghijklmnruvy wjai wkabdlruwy wlaceghiklmnorsuvwxy
  wmabcdeghimnostwx wnbcdegikmnopuwy woabcdefgiklmnorswy wpc wrbghiklmnoprsuvwxyz wsagikrsuv wtfhikmw wuabdhlmnrtuvxy
  wwaborw wxaw wybimnry xaabcdegijklmnopqrstuvwy xbbcdegijmnoprwy xcbceghlmnortuvwy xdackmoqy xebdglmprstu xfa
  xgabdfgilmruw xhacdemortuv xibilnrsvy xjbt xkabcdefgijklnopqrstuvwxyz xlabcdeginopsuy xmabcdefghjklmnopqrstuvwxyz
  xnabghijkmnoqrstuyz xocdgikmnoprw xpabcdefghijklmnopqrstuvwxyz xqat xrabdegimnrtuw xsabcdehijlmnopqrsuvy
  xtabcdeghijlmnopqrstuvwy xuabdgjlmnoprtu xveinos xwacdegjklortw xxbkmrt xyabjklty xzhmp yaabcdefghijklmnopqrstuvwxyz
  ybabehijklmnoxy ychlnp ydadegk yeaceijlrstuvy ygailmprsuw yhadls yiadfghijklmnpqrstuvxz ykagiklmnortuy
  ylabegilmnoruy ymbcdeghiklmnopqrsxz ynadegklnoqsu yobgiklmnrtxy ypabghkmnopz yrabeklmnoswy yscdglmnoprsy ytalpwy
  yuabcdefgijklmnpqrtwxyz yvat ywaglnqrtuw yxaglmuy yyruz yzgk zaabcdefghijklmopqrstuvwxyz zbaceltuw zcadh zdj zeaghn
  zgabhmnr zhabdinow ziabklmnwz zkabdghknoprtuvz zlajmnq zmabcdefghijklmnopqrstuvwxyz znadegks zochmoqrs
  zpabcdefghijklmnopqrstuvwxyz zqe zragnops zsaklmru zteglmnpqstuxy zuahlmny zwa zxx zybgjnp zzaj
`

const unpack = (word: string): string[] => [...word.slice(2)].map(third => word.slice(0, 2) + third)

const LANGUAGES: ReadonlySet<string> = new Set(PACKED.trim().split(/\s+/).flatMap(unpack))

/** ISO 639-2/T or 639-3, three letters. */
export const isLanguage = (code: string): boolean => LANGUAGES.has(code)

/** ISO 639-1, in which texts name their language. */
const TWO_LETTERS: ReadonlySet<string> = new Set(
  `
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
  `
    .trim()
    .split(/\s+/),
)

/** ISO 639-1 where the language has such a code, else 639-3. */
export const isTextLanguage = (code: string): boolean => TWO_LETTERS.has(code) || isLanguage(code)
