/** By what the way to a door is told, folded, beside the words of words/topics.ts: shops, works, sacred and public places, waters, walls and trees. */
const WORDS = `
abarrotes abarroteria aduana alcaldia almacen ambulatorio arenera arrocera aserrio asilo bananera barberia basurero bazar beneficio biblioteca billar billares bloquera botadero botica
cambuche camposanto canal canchita cantina carniceria caseta ceiba cementera cerca cerco chatarrera cisterna colmado comedor compuerta cruz cyber desvio discoteca dispensario ermita estanco estatua
estero eucalipto ferreteria ferrocarril funeraria gallera gallinero gimnasio gradas granero granja gruta guarderia guarita garita herreria horno imprenta ingenio jaguey joyeria kiosco kinder ladrillera lavacarros
lecheria libreria licoreria llantera manglar manzanillo maquila marmoleria matadero mirador monumento museo noria obelisco optica oratorio palenque palmera panteon papeleria parador pasarela peluqueria peaje
perrera pesa pescaderia pila pileta piladora piscina plazuela polideportivo potrero presa pulperia pupuseria quebrada quiosco rastro redondel reloj reposteria reten retorno sastreria subestacion super
supermercado taqueria telefonica tienda tortilleria tostadora tranca trapiche trillo tunel universidad velatorio vertedero veterinaria virgen vulcanizadora zapateria
acougue acude aterro balanca balneario banca barraca barragem bica bueiro cacimba caixa calcadao campinho canavial carvoaria cartorio casarao chafariz chapa colchoaria coreto correios creche cruzeiro currais
curral deposito escadaria farmacia ferrovia fonte forum funilaria ginasio horta lanchonete lixao loja loterica madeireira marcenaria marquise matriz mata-burro mercadinho mercearia olaria orelhao padaria
paroquia passarela pedreira peixaria pinguela pontilhao porteira pracinha presidio quiosque quitanda rodoviaria salao sapataria sinuca terreiro trevo trilho travessao upa ubs venda viaduto vidracaria
abattoir abri abribus antenne auberge barrage bassin bibliotheque borlette borne boucherie calvaire camping carbet carrefour cathedrale chantier chateau cimetiere cinema citerne college croix decharge
dechetterie degrad depanneur depot digue distillerie distributeur ecluse embarcadere entrepot epicerie feux fontaine forge foyer fromager gendarmerie gendarmes guerite gymnase halle hippodrome horloge kiosque
laverie lavoir lavomatique librairie lycee mairie manguier mapou monument mosquee musee nationale opticien parking passerelle pecherie piscine poissonnerie pompe pompiers presbytere pressing prison
quincaillerie radar ravine reservoir scierie source stade sucrerie supermarche tabac tour toiles viaduc volet legliz lekol mache simitye fontenn tonel ravin estad
airstrip allotment allotments apse arcade armoury barbershop basin bend betting billboard bingo boatyard bookie bookmakers breadfruit butcher butchers canal carpark cattle causeway chapel chemist chip chippy
clock clocktower courthouse crossing crossroads cricket depot drain dump fence flyover ford fort fountain garage gas gasworks gatehouse gin graveyard gravel grid grocery gully gurdwara gym hall hardware
hatchery icehouse incinerator jail jetty junction junkyard kiosk koker laundromat library mall mandir manse marina mast museum nursery orchard orphanage oval packing paling parlour pasture pavilion
playground pond pool prison pub pump pumping quarry racecourse railway ramp reservoir roundabout rum rumshop sawmill scale scrapyard seawall shrine shutters silo slip slipway sluice spring
stadium stall stand standpipe stelling steps stream substation surgery takeaway tannery tollbooth tower track trench tyre viaduct warehouse waterworks weighbridge weir wharf windmill works yard
awning auvent barandal escada escalera escalier grille mailbox mur muro parede pared reja toldo viaducto wall mango almond tamarind calabash almendro arbol arvore mangueira
farm finca fazenda sitio hacienda estate granja ferme parcela lot lote
`
const LANDMARKS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

export const isLandmark = (word: string): boolean => LANDMARKS.has(word)
