import { type Engine, type Identity, RedactionFailed, wholeName, wordsIn } from '@amparo/text'
import { tellingWords } from './known-identity.ts'
import type { SubjectForm, Suspect } from './subject-form.ts'
import type { CategoryData } from './view.ts'

/** What entries are held against: of the person, by their record, those linked with it, and what they said before. */
export interface Hunting {
  readonly known: Identity
  /** Names. */
  readonly guardians: readonly string[]
  readonly engine: Pick<Engine, 'analyse'>
}

/**
 * Suspects, vehicles, accounts, routes and methods, without any victim (rules: Suspects): an entry in which the person is named, or
 * that has a number or an address of theirs, is left out as a whole, a nickname that tells of them or of a guardian by itself, and `isWhole` says
 * so. Routes and methods are derived: countries in their order, codes of how it was done, no day.
 */
export function suspectsOf(
  form: SubjectForm,
  hunting: Hunting,
): { readonly data: CategoryData; readonly isWhole: boolean } {
  const { persons = [], vehicles = [], accounts = [] } = form.suspects ?? {}
  const { exploitationTypes, methodsOfControl, recruitment, events } = form.trafficking
  const { isFree, isFreeOfAll } = freeOf(form, hunting)
  const free = {
    persons: listedSuspects(form, hunting).map(({ names, aliases, role, phones }) => ({
      ...{ names, aliases, role, phones },
    })),
    vehicles: vehicles
      .filter(({ plate }) => isFree(plate))
      .map(({ kind, plate, country }) => ({ kind, plate, country })),
    accounts: accounts.filter(({ handle }) => isFreeOfAll(handle)).map(({ service, handle }) => ({ service, handle })),
  }
  const route = events.map(({ type, country }) => ({ type, country }))
  const count = (told: typeof free.persons): number => told.length + told.flatMap(({ aliases }) => aliases).length
  return {
    data: {
      ...free,
      routes: route.filter((leg, i) => leg.country !== route[i - 1]?.country || leg.type !== route[i - 1]?.type),
      methods: { recruitment, methodsOfControl, exploitationTypes },
    },
    isWhole:
      count(free.persons) === count([...persons]) &&
      free.vehicles.length === vehicles.length &&
      free.accounts.length === accounts.length,
  }
}

/** Those in whose names and numbers nothing of the person is, with such nicknames: whoever reads suspects is told them. */
export function listedSuspects(form: SubjectForm, hunting: Hunting): readonly Suspect[] {
  const { isFree, isFreeOfAll } = freeOf(form, hunting)
  return (form.suspects?.persons ?? [])
    .filter(({ names, phones }) => [...names, ...phones].every(isFree))
    .map(suspect => ({ ...suspect, aliases: suspect.aliases.filter(isFreeOfAll) }))
}

interface Free {
  /** Of anything of the person, in whatever disguise. */
  readonly isFree: (text: string) => boolean
  /** Of their guardians too, but for who is listed as a suspect: "hijo de …" tells whose child it was. */
  readonly isFreeOfAll: (text: string) => boolean
}

function freeOf({ subject, suspects }: SubjectForm, { known, guardians, engine }: Hunting): Free {
  const words = tellingWords([...known.names, ...(known.aliases ?? [])])
  const numbers = [...(known.phones ?? []), ...(known.documents ?? []), subject.safeContact?.value ?? '']
    .map(digitsOf)
    .filter(digits => digits.length >= 5)
  const own = { ...known, relatives: [], suspects: [] }
  const listed = new Set((suspects?.persons ?? []).flatMap(({ names }) => names.map(wholeName)))
  const others = guardians.filter(name => !listed.has(wholeName(name)))
  const withOthers = { ...own, names: [...known.names, ...others] }
  const isNaming = (text: string, identity: Identity): boolean => {
    try {
      return engine.analyse(text, { identity }).some(span => span.own === true)
    } catch (error) {
      if (error instanceof RedactionFailed) return true
      throw error
    }
  }
  const isFreeOf = (identity: Identity) => (text: string) =>
    !wordsIn(text.replaceAll(/[_.-]/g, ' ')).some(word => words.has(word)) &&
    !numbers.some(number => digitsOf(text).includes(number)) &&
    !isNaming(text, identity)
  return { isFree: isFreeOf(own), isFreeOfAll: isFreeOf(withOthers) }
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')
