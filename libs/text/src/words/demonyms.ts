/** Words that say where a person is from, folded and without their gender or number endings: peruan- is peruano, peruana, peruanas. */
export const DEMONYMS = `
argentin bolivian brasilen brasileir brazilian bresilien canadien canadian chilen chilean chilien colombian colombien costarricens
costarriquen cuban cubain dominican dominicain dominiquais ecuatorian equatorian equatorien ecuadorian ecuadorean guyanais guyanes
guyanens guatemaltec guatemalteque guatemalan honduren hondurenh hondurien honduran haitian haitien jamaiquin jamaican jamaicain
jamaiquain mexican mexicain nicaraguens nicaraguen nicaraguan nicaraguayen panamen panamenh panamanian panameen peruan peruvian
peruvien paraguay paraguai paraguayan paraguayen surinames surinamien surinamese salvadoren salvadorenh salvadoran salvadorien
trinitari trinidadian trinitens trinidadien uruguay uruguayan uruguai uruguayen venezolan venezuelan venezueliano venezuelien
estadounidens norteamerican american americain americane frances francais espanol espanh portugues portugais chin chinois
chinese nigerian nigerien senegales senegalais congoles congolais angolan angolais antilles antillais saintluci luciens lucian
barbadian bajan grenadian vincentian kittitian belizean beliceñ belicen guianens guineens guyanese
mapuche quechua aymara guarani garifuna warao wayuu nahua maya zapotec mixtec miskit embera kichwa shipibo ashaninka yanomami
ticuna tikuna innu inuit cree mohawk ojibw navajo wayana lokono kalina arawak emberá kaingang terena tupinamba pataxo otomi mazahua
tzotzil tzeltal quiche kaqchikel mam qeqchi purepech tarahumar raramuri rom romani gitan zingar cigan
afgan afghan afegao afegan albanes albanais albanian aleman alemao allemand german alger algerien algerian argelin andorran austriac autrichien austrian
azerbaiyan bangladesi bangladeshi bengali bengalais bielorrus bielorusso bielorusse belarusian belga belge belgian beninese beninois benines bosni bosnien bosnian
botsuan bulgar bulgare bulgarian burkinabe burkines birman birmanes birmanien burmese burundes burundais caboverdian caboverdean capverdien camboyan cambojan cambodgien cambodian
camerunes camarones camerounais cameroonian chadian tchadien chipriot checo checa tcheco tcheque czech corean coreen korean coreano comorien croat croate croatian
danes dinamarques danois danish egipci egipcio egyptien egyptian egipciaco emirati eritre erythreen eritrean eslovac eslovaque esloven slovaque slovak eston etiop ethiopien ethiopian
fidjien fiyian filipin filipino philippin finlandes finlandais finnish gabones gabonais gambian gambien georgian georgien ghanes ghaneen ghanaian ganes grieg grego grec greek
guineo guineenn holandes hollandais neerlandes neerlandais dutch hungar hungaro hongrois hungarian indi indio indonesi indonesien indonesian ingles anglais inglesa irani iranien iranian iraqui irakien iraqi irlandes irlandais irish
israeli italian italien japones japonais japanese jordan jordanien kazaj kazakh kenian kenyan quenian kirguis kosovar kuwaiti laosian laotien letton liban libanes libanais lebanese liberian liberien libi libyen libyan
lituan lituanien macedoni malasi malaio malaisien malaysian malgache maliens malienne marfilen ivoirien ivoirienn marroqui marroquin marocain moroccan mauritan mauricien moldav moldave moldovan mongol mozambican mocambican
namibi nepali nepales nepalais nepalese nigerin norueg noruegues norvegien norwegian pakistani paquistani pakistanais palestin palestino palestinien palestinian polac polaco polones polonais polish puertorriquen portorriquenh portoricain
ruand ruandes rwandais rwandan ruman roumain rumeno romen romanian rus russ russo russe russian serbi serbe serbian sierraleones singapur siri sirio syrien syrian somali somalien srilanqu srilank sinhala tamil tamoul
sudafrican sudanes soudanais sudanese suec sueco suedois swedish suiz suico suisse swiss tailandes thailandais thai tayik togoles togolais tunecin tunisien tunisian turc turco turque turkish ucranian ukrainien ukrainian ugandes ougandais
uzbek uzbec vietnamit vietnamien vietnamese yemeni yemenit zambian zimbabuens zimbabweano zimbabwean basque vasc gallego catalan
costarriquenn hondurenn salvadorenn nicaragueyen porteno portena limeno limena habanero bahamian bahames bahamien antiguan
afroecuatorian afrocolombian afroperuan afrobolivian afrobrasileir afrohonduren afromexican afrocuban afrodominican afrodescendent afrodescendiente indigena
amapaens paraens maranhens cearens baian pernambucan amazonens acrean rondoniens roraimens mineir gauch paulista carioca capixaba potiguar piauiens sergipan alagoan
paisa costen seran serrano oaxaquen chiapanec guerrerens poblan michoacan yucatec veracruzan sinaloens tabasquen zulian maracuch guajir llanero pastus tolimens opita
tacan moset chiman yuracar guaray guaranay leco yaminahu araon cavinen esse ejja sirion weenhayek mataco chorote nivacl nivacle chulup chamacoc ishir tomarah ache mbya ava paitavytera kaiowa nandeva xukuru pankararu potiguara
tupiniquim tremembe guajajar kamayura xokleng kariri fulnio xerent kraho gaviao surui cintalarga karipuna galibi palikur waiapi apalai tiriyo yekwana sanema piaroa jivi hiwi pume yaruro bari yukpa karina baniva curripaco
puinave cubeo desano tucano siona cofan secoya kofan inga kamentsa awa pasto nasa guambiano misak yanacona coconuco zenu kankuamo wiwa chimila uitoto huitoto bora ocaina yagua kokama cocama kukama kukamiria shiwilu urarina kandozi achuar wampis awajun
matses kakataibo cashibo konibo conibo sharanahua nahua harakmbut machiguenga nomatsiguenga jaqaru kakchiquel cakchiquel kekchi qanjobal kanjobal chuj jakaltek popti akateko mopan itza chol lacandon tojolabal chontal popoluca
triqui trique amuzgo tlapanec mephaa mepha chatin chinantec cuicatec huave ikoots cora tepehuan odam guarijio yoreme pima papago kumiai kiliwa cochimi tlaxcaltec
hazara pastun pashtun tayiko kurd kurdo kurde yazidi rohingya hmong karen tibetan sherpa tamang gurung magar newar dalit tharu punjabi penyabi panyabi punyabi sij sikh gujarati igbo ibo yoruba hausa fulani peul wolof bambara akan ashanti ewe fon
bamileke bantu tutsi hutu oromo tigrin amhara zulu xhosa kimbundu ovimbundu makua mandinga mandingue soninke malinke dioula bete
gitano gitana gypsy roma romani rrom sinti lovari ludar boyash manouche
nisga gitxsan tsimshian haisla heiltsuk kwakwaka secwepemc syilx stolo squamish musqueam salish dakota lakota nakota blackfoot siksika cree ojibwe ojibway anishinaabe anishinabe algonquin mikmaq mikmaw maliseet wolastoqey naskapi innue huron wendat abenaki oneida onondaga cayuga seneca
chipewyan dene gwichin tlingit tahltan inuvialuit nunavik sioux apache hopi zuni cherokee choctaw creek seminole
guadeloupeen martiniquais guyanais reunionnais saintlucian arubian aruban curacaoan curacaoen bonairean surinaams javanais javanes javanese hindustani kalinya wayampi teko emerillon pahikweneh boni paramaka kwinti matawai
patamona akawaio arecuna macushi wapishana waiwai carib garifun garinagu miskitu kriol ulwa kuna dule emberawounaan naso bokota terraba teribe brunca huetar maleku malecu chorotega nahoa sutiaba
`
