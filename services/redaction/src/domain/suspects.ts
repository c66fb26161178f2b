import { wordsIn } from '@amparo/text'
import { tellingWords } from './known-identity.ts'
import type { SubjectForm, Suspect } from './subject-form.ts'
import type { CategoryData } from './view.ts'

/**
 * Suspects, vehicles, accounts, routes and methods, without any victim (rules: Suspects): an entry in which the person is named, or
 * that has a number or an address of theirs, is left out as a whole, and `isWhole` says so. Routes and methods are derived: countries
 * in their order, codes of how it was done, no day.
 */
export function suspectsOf(form: SubjectForm): { readonly data: CategoryData; readonly isWhole: boolean } {
  const { vehicles = [], accounts = [] } = form.suspects ?? {}
  const { exploitationTypes, methodsOfControl, recruitment, events } = form.trafficking
  const isFree = freeOf(form)
  const told = [form.suspects?.persons ?? [], vehicles, accounts].map(list => [...list])
  const free = {
    persons: listedSuspects(form).map(({ names, aliases, role, phones }) => ({ names, aliases, role, phones })),
    vehicles: vehicles.filter(isFree).map(({ kind, plate, country }) => ({ kind, plate, country })),
    accounts: accounts.filter(isFree).map(({ service, handle }) => ({ service, handle })),
  }
  const route = events.map(({ type, country }) => ({ type, country }))
  return {
    data: {
      ...free,
      routes: route.filter((leg, i) => leg.country !== route[i - 1]?.country || leg.type !== route[i - 1]?.type),
      methods: { recruitment, methodsOfControl, exploitationTypes },
    },
    isWhole: told.flat().length === Object.values(free).flat().length,
  }
}

/** Those in whose entries nothing of the person is: whoever reads suspects is told them. */
export const listedSuspects = (form: SubjectForm): readonly Suspect[] =>
  (form.suspects?.persons ?? []).filter(freeOf(form))

/** Whether an entry holds nothing of the person. */
function freeOf({ subject: { identity, safeContact } }: SubjectForm): (entry: object) => boolean {
  const codeWord = safeContact?.codeWord ?? ''
  const words = tellingWords([...identity.names, ...identity.aliases, codeWord])
  const numbers = [...identity.phones, ...identity.documents.map(({ number }) => number), safeContact?.value ?? '']
    .map(digitsOf)
    .filter(digits => digits.length >= 5)
  const emails = identity.emails.map(email => email.toLowerCase())
  return entry => {
    const texts = Object.values(entry)
      .flat()
      .filter((value): value is string => typeof value === 'string')
    return texts.every(
      text =>
        !wordsIn(text.replaceAll(/[_.-]/g, ' ')).some(word => words.has(word)) &&
        !numbers.some(number => digitsOf(text).includes(number)) &&
        !emails.some(email => text.toLowerCase().includes(email)),
    )
  }
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')
