import { tokensWithin } from '../find/near.ts'
import { isFixed, type Mark } from '../marks.ts'
import type { Scene } from '../scene.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'

/** Things within any house, or what a shed is made of: where somebody sleeps, and no way there. */
const INDOORS = setOf(
  `escalera escaleras escada escadas escalier escaliers stairs stair staircase mesa mesas table cortina cortinas rideau rideaux curtain puerta porta porte
  door horno forno fourneau four furnace fogon fogao stove oven estufa cama camas lit lits bed beds cot hamaca rede redes hamac hammock machine machines
  maquina maquinas stock mostrador balcao comptoir counter techo telhado toit roof cocina cozinha cuisine kitchen garaje garagem garage pasillo corredor
  couloir corridor hallway cajas caixas cartons boxes corte costura serrucho sacos sacs sacks colchon colchao matelas mattress piso suelo chao sol floor
  chambre madame senora patrona patroa monsieur patron patrao`,
)
const SHED = setOf(
  `barraco barracos barracao barracon barracones barraca barracas casa casas carpa carpas rancho ranchos galpon galpao case cases cabane cabanes baraque tente
  tentes hut huts shack shacks tent tents choza chozas viviendas vivienda abri`,
)
const MADE_OF = setOf(
  `lona lonas palha paja palma tole toles zinc carton cartao nailon nylon plastico plastique chapa chapas madera madeira bois tablas tabuas tabua tarp tarpaulin
  canvas polietileno lata latas adobe bloques negro preto noir branca branco`,
)
const SMALL = setOf(
  'de da do d del la el los las o a os as le les l un una um uma une the of en em no na dans sur sous au aux et y e with con com',
)
const BESIDE = setOf(
  'debajo embaixo sob sobre under beneath behind detras atras tras derriere beside junto across along entre between pres contre bajo',
)
const MOST_WORDS = 7
const LONGEST = 90

/** Addresses without those that tell only a thing of any house: "debajo de la escalera", "sob a mesa de corte", "barraco de lona". */
export const withoutIndoors = (scene: Scene, marks: readonly Mark[]): Mark[] =>
  marks.filter(mark => mark.type !== 'ADDRESS' || isFixed(mark) || !isIndoors(scene, mark))

function isIndoors(scene: Scene, { start, end }: Mark): boolean {
  if (end - start > LONGEST) return false
  let things = 0
  let sheds = 0
  let stuff = 0
  const words = tokensWithin(scene, start, end)
  if (words.length > MOST_WORDS) return false
  for (const t of words) {
    if (t.digits > 0 || (t.letterCase === 'capital' && !t.first)) return false
    if (INDOORS.has(t.text)) things++
    else if (SHED.has(t.text)) sheds++
    else if (MADE_OF.has(t.text)) stuff++
    else if (!SMALL.has(t.text) && !BESIDE.has(t.text) && (t.flags & IS.function) === 0) return false
  }
  return sheds > 0 ? stuff > 0 : things > 0 && stuff === 0
}
