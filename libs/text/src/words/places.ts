/** What stands at the head of the name of a small organisation, a work site, a school, a shelter, a boat; folded. */
export const ORG_HEADS = `
camaronera gasolinera salmonera granja-avicola tabacalera bananera cafetalera arrocera desmontadora ladrillera pesquera maderera snack rumshop learning bar hotel hostal hostel motel posada pension restaurante restaurant restorant cafe cafeteria cantina comedor panaderia boulangerie bakery pizzeria parrilla
finca hacienda fazenda estancia sitio chacara granja farm plantation plantacion rancho ranch aserradero scierie sawmill serraria ceramica olaria ladrillera
ladrillo cantera pedreira quarry quarries mina mine garimpo carbonera carvoaria frigorifico matadero abattoir taller oficina-de-costura atelier fabrica usine factory
maquila confecciones confeccoes modas textiles textil empresa societe sociedad sociedade compania companhia company agencia agence agency agropecuaria
agroindustrial faz esc hab exportadora constructora construtora transportes transporte inversiones comercial distribuidora tienda loja magasin boutique shop store
mercadito supermercado minimarket abarrotes bodega almacen armazem colmado kiosko quiosque kiosk salon salao spa peluqueria barberia lavanderia blanchisserie
laundry florecola floricola florícola vivero nursery casino club discoteca boate whiskeria nightclub night-club karaoke cabare cabaret lounge residencial
escuela colegio liceo instituto escola colegio creche ecole lycee college school academy academia universidad universidade jardin-de-infantes kindergarten preescolar
hogar refugio albergue casa casa-refugio abrigo lar foyer auberge shelter refuge home house guesthouse inn lodge resort villa-hotel
iglesia parroquia paroquia paroisse capilla templo igreja capela eglise chapelle church chapel mission ministries misión pastoral convento
fundacion fundacao fondation foundation asociacion associacao association cooperativa cooperative ong ngo centro centre center clinica clinique clinic hospital dispensaire dispensario
posto posta health-post consultorio pharmacie farmacia pharmacy sindicato syndicat union iglesia grupo group consorcio lancha barco buque navire vessel embarcacion embarcacao
fv mv bote panga pesquero trawler goleta yate bateau pirogue habitation domaine exploitation traiteur mercado feira constructions services imprenta
inmobiliaria imobiliaria sas ltda viveros empacadora packing call hogar-escuela pmi ime ie em emef eti unidad-educativa comedor auberge cie ets etablissements
`
/** What ends the name of a small organisation in English. */
export const ORG_TAILS = `
farm farms hotel motel inn lodge resort bar grill restaurant cafe salon spa laundry bakery shop store mart variety supermarket guesthouse house home shelter
collegiate school secondary primary academy church ministries mission clinic post quarries quarry mine mines seafoods seafood foods packers packing crewing shipping
fisheries fishing services solutions cleaners cleaning construction contractors builders enterprises trading company ltd inc llc co corp group agency
staffing recruitment manpower villas apartments club lounge nightclub casino pride
`
/** What stands before the name of a village, quarter or plot; folded. */
export const PLACE_HEADS = `
caserio aldea vereda corregimiento comunidad comuna barrio colonia poblado pueblo recinto parroquia canton ejido rancheria sector urbanizacion asentamiento
anexo paraje villa comarca resguardo cantao bairro vila povoado comunidade aldeia distrito ramal assentamento assent gleba linha sitio vicinal currutela
igarape quilombo village hameau lieu-dit lieudit quartier bourg commune section morne cite hamlet settlement district dist town township parish barangay purok
reserve reservation bay ward zona jardim parque pampa mesa paroisse ilha isla ile caye cay anse
`
/** Heads of streets and of what leads to a door, in the order head - name - number; folded. */
export const STREETS = `
calle avenida avda av jiron jr pasaje psje privada carrera cra cr kra callejon transversal diagonal circunvalacion prolongacion autopista carretera camino manzana mz mza
rang rua r travessa tv trav ladeira beco alameda al rodovia estrada largo praca viela rue avenue ave chemin sentier quai impasse allee ruelle boulevard bd blvd route
place passage residence lotissement lot piste bulevar malecon ri lote c piste vicinal cite
`
/** Ends of streets in English; folded. */
export const STREET_TAILS = `
road rd street st lane ln avenue ave drive dr close gap trace alley court crescent row terrace wharf highway hwy way path walk boulevard blvd square
hill ridge mews trail heights gardens estate park circle bend loop crossing pass point view parade grove place bypass embankment
`
/** What tells a door: said before or after a number; folded. */
export const DOOR_WORDS = `
casa torre int interior depto dpto departamento apto ap apt appt apartamento apartment appartement piso andar etage floor flat unit bloque bloco bloc block bat batiment
quadra qd lote lot lt villa house room cuarto quarto chambre barraca trailer no n nro num numero nimewo number nº km kilometro quilometro kilometre mile mz sn s
fundos local suite porta puerta cela edificio edf ed esc escalier esquina fondo altos bajos letra porte mile parcela solar parcelle roulotte pieza plot
`
