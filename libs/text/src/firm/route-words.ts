import type { Language } from '../language.ts'
import type { Token } from '../tokens.ts'
import { setOf } from '../words/set-of.ts'

/** What somebody is told to do who is sent along a way. */
const DIRECTS = setOf(`
doblar doble dobla doblas cruzar cruce cruza cruzas pasar pase pasa pasas subir suba sube subes bajar baje baja bajas seguir siga sigue sigues tomar tome toma tomas girar gire gira entrar entre entra entras salir salga
tocar toque timbrar caminar camine camina contar cuente cuentan agarrar agarre agarra voltear voltea tirar tira dar topar llegar bordear
dobra dobrar vira virar segue seguir sobe desce descer passa passar entra entrar pega pegar conta contar anda andar atravessa atravessar contorna toca bate procura
prendre prenez prends tourner tournez tourne passer passez suivre suivez suis traverser traversez descendre descendez monter montez monte longer longez compter comptez compte sonner sonnez frapper frappez cherchez quitter quittez laissez marchez marcher continuez entrez
take turn walk follow cross go keep knock climb count come look ask ring pass leave see`)
/** What leads to the end of a piece of a way. */
const APPROACHES = setOf('hasta desde depuis until ate jusqu')
const RELATIVES = setOf('que qui that which donde onde where ou se on you vous s y a')
/** Who is spoken of, and no way. */
const PEOPLE = setOf(
  'ella ellos ellas ele ela eles elas elle elles he she they him them i yo eu je me te nous we usted voce who quien quem tu',
)
/** By what a label or a question asks the way. */
const LABELS = setOf(`
llegar llega llegamos llegan llegue croquis acceso accesos lugar lugares ubicacion camino puerta volver sena senas referencia referencias localizacion paradero
caminho chega chegar chegada acesso local lugar porta localizacao
acces chemin lieu lieux endroit venir va itineraire ou entree logement adresse trouver repere reperes situe situer
way route find get directions direction location place door reach reached path where stands lie lies home house casa maison
dwelling premises site camp campamento campement`)

export const directs = (t: Token): boolean => DIRECTS.has(t.text)
export const isApproach = (t: Token): boolean => APPROACHES.has(t.text)
export const isRelative = (t: Token): boolean => RELATIVES.has(t.text)
export const speaksOfPerson = (t: Token): boolean => PEOPLE.has(t.text)
export const isWhereLabel = (t: Token): boolean => LABELS.has(t.text)

/** "la que tiene un loro", "celle qui vend", "la de azulejos": the house of which was told. */
export const isDemonstrative = (t: Token, next: Token | undefined): boolean =>
  next !== undefined &&
  ((/^(?:la|el|las|los|a|o)$/.test(t.text) && /^(?:que|de|del|do|da|con|com)$/.test(next.text)) ||
    /^(?:celle|celui|donde|onde|where)$/.test(t.text) ||
    (t.text === 'the' && next.text === 'one'))

/** Behind these somebody is told what to do: "you take", "y dobla". */
export const isLeading = (t: Token): boolean => LEADING.has(t.text)
const LEADING = setOf('you vous tu se y e et and then on to a')
export const isCompass = (t: Token): boolean =>
  /^(?:north|south|east|west|norte|sur|este|oeste|end|up|down)$/.test(t.text)
/** "no" says not in Spanish, and in in Portuguese. */
export const isNot = (t: Token, language: Language): boolean => NOT[language].has(t.text)
const NOT: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: setOf('no nunca ni'),
  pt: setOf('nao nunca nem'),
  fr: setOf('n ne pas'),
  en: setOf('not never no'),
}
/** What a house is known by, behind what tells the way to it. */
export const isFeature = (t: Token): boolean => FEATURES.has(t.text)
const FEATURES = setOf(`
hilera fila techo tejado lamina laminas zinc lona lonas plastico toldo cortina letrero rotulo cartel antena farol buzon timbre mural dibujo cadena candado ladrillo tablas baldosa escalon escalones codigo clave palma palmas jardin maceta macetas llantas bandera
fileira telha telhado placa letreiro cadeado cortina interfone campainha tijolo tabuas codigo senha bandeira pintado pintada desenho
enseigne rideau roulotte tole toles toit store boite panneau lanterne sonnette haie code bache baches planches fresque drapeau bananiers
roof sign curtain bell code shutter shutters lamp fence dish satellite boards board tarp tarps flag mural paint lock buzzer row rows lower upper zinc drums`)

/** Houses and slopes on the way, which elsewhere tell of institutions, work and money. */
export const isStation = (t: Token): boolean => STATIONS.has(t.text)
const STATIONS = setOf(`
iglesia escuela colegio taller oficina albergue hospital fabrica aserradero cooperativa bar restaurante camino ramal rancho cuesta puesto poste lavanderia empedrado portillo barrera
igreja escola posto serraria delegacia picada aceiro
boutique usine restaurant case cour ecole eglise garage
shop store factory carwash court mora toll`)
/** "Desde la caseta", "from the ferry stop": where somebody starts. */
export const opensFrom = (t: Token): boolean => /^(?:de|del|desde|da|do|du|depuis|from|along|por|par)$/.test(t.text)
/** "sans nom", "sin número": what a door has not is told of it. */
export const isWithout = (t: Token): boolean => /^(?:sin|sem|sans|without)$/.test(t.text)
