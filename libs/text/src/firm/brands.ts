import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { FREQUENT, LISTED_NAME } from '../words/known.ts'
import { setOf } from '../words/set-of.ts'
import { isPeople, isTopic } from '../words/topics.ts'

/** What is bought, driven or swallowed everywhere, by the name of its maker; folded. */
const BRANDS = setOf(
  `adidas reebok lacoste levis wrangler rolex casio seiko samsung motorola nokia huawei xiaomi alcatel iphone ipad
  android apple oppo realme tecno infinix sony panasonic philips philco toshiba sharp lg haier electrolux whirlpool mabe brastemp consul walita arno oster singer
  juki brother siruba yamato pfaff janome honda yamaha suzuki kawasaki bajaj toyota nissan mazda mitsubishi hyundai kia daewoo chevrolet ford fiat renault peugeot
  citroen dacia volkswagen audi bmw mercedes volvo scania iveco isuzu hilux corolla kombi fiorino strada duster logan sandero kangoo berlingo sprinter hiace
  cessna evinrude mercury stihl husqvarna caterpillar komatsu bosch makita dewalt tramontina stanley gillette bic faber castell rayovac duracell eveready
  coca pepsi fanta sprite inca kola guarana antarctica nescafe nestle maggi knorr milo nissin miojo maseca bimbo gamesa oreo colgate nivea dove lux ariel omo
  ace pampers huggies kotex vicks lysol clorox ajax fabuloso suvitel suvinil coral roundup paraquat glifosato gramoxone tordon furadan malathion
  tylenol panadol doliprane spasfon efferalgan aspirina aspirine aspirin ibuprofeno ibuprofen ibuprofene paracetamol acetaminofen acetaminophen diclofenaco
  amoxicilina amoxicilline amoxicillin metronidazol ciprofloxacino azitromicina omeprazol losartan enalapril atenolol metformina insulina insuline insulin
  rivotril clonazepam diazepam valium xanax tramadol morfina buscopan neosaldina novalgina dipirona dorflex merthiolate alprazolam sertralina fluoxetina
  sinvastatina simvastatina apixabana warfarina primaquina primaquine cloroquina artemeter ivermectina albendazol permetrina
  whatsapp facebook instagram telegram tiktok youtube google gmail hotmail yahoo uber moneygram greyhound avianca latam copa
  marlboro derby hollywood camel bohemia corona heineken skol brahma polar toña presidente barbancourt cacique bacardi pilsener quilmes salta paceña
  yale samsonite tupperware jumbo carrefour walmart exito oxxo bongu prestige rayban`,
)

/** What somebody has stands behind these, and hardly anybody's name: "une Duster", "su Nokia". */
const OWNED = setOf('un una um uma une mi mis su sus meu minha seu sua mon ma sa mes ses my his her their')

/**
 * Whether a word with a capital is a thing's maker, and nobody's name: "lápis Faber", "usa Rivotril". Some people are called so: only behind a word in small
 * letters that tells no person, and of no word that is on a list of names.
 */
export function isBrand(scene: Scene, t: Token): boolean {
  if (t.letterCase !== 'capital' || !BRANDS.has(t.text) || t.given || t.family || (t.rank & LISTED_NAME) !== 0)
    return false
  const thing = scene.tokens[t.index - 1]
  if (thing === undefined || thing.letterCase !== 'lower' || gapAfter(scene, thing.index) !== ' ') return false
  if (OWNED.has(thing.text)) return true
  return (
    (thing.common || (thing.rank & FREQUENT) !== 0) &&
    (thing.flags & (IS.function | IS.title | IS.relative | IS.witness | IS.suspect | IS.official | IS.called)) === 0 &&
    !isPeople(thing.topic) &&
    !isTopic(thing.topic, 'kin', 'friend', 'boss', 'official', 'trade', 'call', 'say', 'who', 'is')
  )
}
