import { isMasked, mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist, IS } from '../words/flags.ts'
import { matchesIn } from './matches.ts'
import { tokenAt } from './near.ts'

const VEHICLE = enlist(
  'maxi tuktuk triciclo mototriciclo cuatrimoto minivan pirogue duster logan sandero hb20 onix kwid mobi impala charger silverado pick van vans truck car jeep bus minibus taxi cab moto motorcycle motorbike bike boat pickup lorry vehicle trailer scooter suv sedan camioneta camion camiones carro auto automovil coche combi colectivo microbus buseta mototaxi motocicleta furgoneta furgon vehiculo veiculo caminhonete caminhao onibus kombi perua motoca picape lancha barco placa placas patente chapa matricula dominio plate tag registration reg voiture camionnette fourgon fourgonnette vehicule bagnole pirogue immatriculation immatricule immatriculee immatriculation plaque plaques toyota probox wingroad fielder noah axio strada saveiro uno palio tsuru aveo tercel pajero prado ranger frontier dmax l200 d-max nissan hilux hyundai suzuki corolla honda ford chevrolet volkswagen gol fiat mitsubishi kia mazda renault peugeot hiace'.split(
    ' ',
  ),
)
const WORDS_OF_ONE = new Set('aeoyunsldmt')
const REACH = 60
/** Right behind these words stands a plate, whatever the words it looks like. */
const PLATES = new Set(
  'placa placas patente chapa matricula plate plates tag registration reg plaque plaques immatriculation immatricule immatriculee'.split(
    ' ',
  ),
)
const CODE =
  /(?:^|[^\p{L}\p{N}$#.,:/-])((?:[a-z]{1,4}[ -]?\d{2,5}[ -]?[a-z]{0,3}|\d{2,4}[ -]?[a-z]{2,3}|[a-z]{3}[ -]?\d[a-z]\d{2}|[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}|[a-z]{1,2}[ -]\d{1,2}[ -]\d{2,4}|[a-z]{1,3}[ -]?\d[\dlo]{3}))(?![\p{L}\p{N}]|[.,:]\d|-\d)/gu

/** A plate behind the word for a vehicle, whatever stands between: "his truck, C 9142", "la moto era una qep 4b12". */
export function findVehicles(scene: Scene): void {
  if ((scene.signs & VEHICLE) === 0) return
  for (const t of scene.listed) if ((t.signs & VEHICLE) !== 0) plate(scene, t)
}

function plate(scene: Scene, vehicle: Token): void {
  const { text, folded } = scene
  const right = text.slice(vehicle.end, vehicle.end + REACH)
  const piece = right.slice(0, /[.;\n](?=\s|$)/.exec(right)?.index ?? right.length)
  for (const found of matchesIn(piece, CODE)) {
    const code = found[1] ?? ''
    const start = vehicle.end + found.index + found[0].length - code.length
    const letters = /^[a-z]+|[a-z]+$/.exec(code)?.[0] ?? ''
    const next = tokenAt(scene, start)
    if (next?.start !== start || isMasked(scene, next)) continue
    const source = folded.source.slice(folded.from(start), folded.upTo(start + code.length))
    const apart = code.includes(' ')
    if (PLATES.has(vehicle.text) && found.index <= 2 && /^[a-z].*\d{3}/.test(code) && !/ [a-z]+$/.test(code)) {
      mark(scene, start, start + code.length, 'PLATE')
      continue
    }
    // "de 12", "km 30", "las 6": small words, units and ordinals beside a number.
    if (
      apart &&
      /\p{Ll}/u.test(source.replace(/\d[\dlo]*/g, '')) &&
      (!next.quiet ||
        (next.text.length === 1 ? WORDS_OF_ONE.has(next.text) : (next.flags & ~IS.listed) !== 0 || next.anywhere))
    )
      continue
    if (
      /^\d/.test(code) &&
      (/^(?:h|hs|hrs|km|am|pm|kg|mil|mts|st|nd|rd|th|er|o|a)$/.test(letters) || (apart && !isQuietPlate(code, next)))
    )
      continue
    if (apart && (next.flags & (IS.door | IS.unit | IS.currency | IS.lawHead | IS.month)) !== 0 && letters.length > 1)
      continue
    mark(scene, start, start + code.length, 'PLATE')
  }
}

/** "a probox 4061 hk": four digits and two letters that make no word. */
const isQuietPlate = (code: string, next: Token): boolean =>
  next.quiet && /^\d{4} [a-z]{2}$/.test(code) && !/[aeiou]/.test(code)
