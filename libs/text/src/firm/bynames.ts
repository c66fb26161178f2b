import { setOf } from '../words/set-of.ts'

/** Looks and origins by which people are called, folded; said with an article they are a nickname. */
const LOOKS =
  setOf(`flaco flaca flaquito flaquita gordo gorda gordito gordita negro negra negrito negrita chino china chinito chinita guero guera chele chela canche
catracho catracha paisa costeno gringo turco polaco polaca cholo chola colocho colocha pelon pelona pelado
zurdo tuerto cojo mudo chueco manco pecoso pecosa zarco bizco chato chata enano pulga culebra zope cachaco huaso
gordao magrao baixinho baixinha careca cabeca bigode barbudo alemao galego galega japa neguinho neguinha loiro loira ruivo ruiva russo
mosca tucano urubu rouquin rouquine chauve boiteux borgne moustache barbu`)
/** Ranks, ties and beasts, and looks that are told of things as well: nicknames where they are written like a name. */
const RANKS =
  setOf(`mono mona monito catrin catracho turca ruso rusa loco loca calvo sordo viejo vieja viejito nene nena raton rata gato tigre leon toro lobo zorro zorra mosquito vibora alacran
sapo burro caballo gallo pollo pato pajaro loro chivo cabro perro oso pulpo tiburon cuervo zopilote chapulin grillo gaucho moreno morena rubio rubia colorado colorada gigante
padrino madrina compadre comadre tocayo abuelo abuela abuelita tio tia jefe jefa patron patrona duro seno profe doctor doctora licenciado lic ingeniero inge arquitecto
comandante capitan coronel sargento teniente general almirante pastor padre cura santo diablo diabla brujo bruja reina rey principe princesa duque conde
magro magra barba alema japones portuga baiano baiana mineiro paulista carioca gauchinho branco branca preto preta velho velha veio sabia cobra jacare cavalo boi formiga
doutor doutora chefe patrao mestre gros grosse petit petite grand grande noir noire blanc blanche rouge vieux vieille muet sourd boxeur colonel commandant
capitaine docteur chef boss parrain marraine tonton tata moineau rat loup tigre lion serpent corbeau coq chinois chinoise turc russe gitan gitane
banquier pasteur prophete maitre prince princesse roi reine sage barbe
skipper captain deacon preacher teacher chief sarge major king queen duke uncle spanish chinee redman spider tiger lion snake bull fox wolf`)

export const bynameWords: readonly string[] = [...LOOKS, ...RANKS]
export const isLook = (word: string): boolean => LOOKS.has(word)

/** Words that open a nickname before a name: "Ti Zo", "Bébé Rose", "mama joy". */
const OPENERS = setOf('bebe baby big lil ti gwo kota nego')
export const opensNickname = (word: string): boolean => OPENERS.has(word)
