import { ASSISTANCE, type Assistance, type RequestForm, type Terms, type Treaty } from './terms.ts'

/** What files that are well formed say wrongly: names of what is not there, codes nobody could read. One sentence each. */
export const faultsOfTerms = ({ form, treaties }: Terms): string[] => [
  ...faultsOfForm(form),
  ...doubled(
    'treaty',
    treaties.map(({ treaty }) => treaty),
  ),
  ...doubled(
    'rank',
    treaties.map(({ rank }) => String(rank)),
  ),
  ...treaties.flatMap(treaty => faultsOfTreaty(treaty, form)),
]

function faultsOfForm({ asks, types, instead, fields, words }: RequestForm): string[] {
  const asked = [...asks, ...ASSISTANCE.flatMap(type => types[type].asks)].map(({ field }) => field)
  const codes = [...Object.values(fields).flatMap(field => field.codes), ...instead.map(({ source }) => source)]
  const bare = Object.entries(fields).filter(([, { kind, codes: own }]) => isCoded(kind) !== own.length > 0)
  return [
    ...unknown('field', asked, fields),
    ...unknown('word', codes, words),
    ...bare.map(([field]) => `Field "${field}": codes are of fields that are answered by codes, and of these only.`),
  ]
}

const isCoded = (kind: string): boolean => kind === 'code' || kind === 'codes' || kind === 'tried'

function faultsOfTreaty(treaty: Treaty, { fields }: RequestForm): string[] {
  const { short, asks, refusals, words, minimumPenalty, dualCriminality, expedited } = treaty
  const grounds = new Set(refusals.map(({ ground }) => ground))
  const own = [minimumPenalty?.ground, dualCriminality?.ground].filter(ground => ground !== undefined)
  const rules = [dualCriminality, expedited].filter(rule => rule !== undefined)
  const named = [...asks, ...refusals, ...rules].flatMap(({ types }) => types ?? [])
  const offences = Object.fromEntries((fields['offence']?.codes ?? []).map(code => [code, true]))
  return [
    ...unknown(
      'field',
      asks.map(({ field }) => field),
      fields,
    ),
    ...unknown('word', [...grounds], words),
    ...unknown('ground', own, Object.fromEntries([...grounds].map(ground => [ground, true]))),
    ...unknown('type', named, treaty.types),
    ...unknown('offence', minimumPenalty?.except ?? [], offences),
    ...asksOf(treaty).flatMap(({ field, needed }) =>
      needed ? [] : [`It judges by "${field}", which it does not ask for.`],
    ),
  ].map(fault => `${short}: ${fault}`)
}

/** What a treaty judges by, it must ask for. */
function asksOf({ asks, minimumPenalty, dualCriminality }: Treaty) {
  const isAsked = (field: string, type?: Assistance) =>
    asks.some(
      ask => ask.field === field && ask.essential && (type === undefined || (ask.types?.includes(type) ?? true)),
    )
  return [
    ...(minimumPenalty ? [{ field: 'max-penalty-months', needed: isAsked('max-penalty-months') }] : []),
    ...(minimumPenalty ? [{ field: 'offence', needed: isAsked('offence') }] : []),
    ...(dualCriminality?.types ?? []).map(type => ({
      field: 'dual-criminality',
      needed: isAsked('dual-criminality', type),
    })),
  ]
}

const unknown = (kind: string, names: readonly string[], known: object): string[] =>
  [...new Set(names)].filter(name => !Object.hasOwn(known, name)).map(name => `There is no ${kind} "${name}".`)

const doubled = (kind: string, names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) < index).map(name => `Two treaties have the ${kind} "${name}".`)
