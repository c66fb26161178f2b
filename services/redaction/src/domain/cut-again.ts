import { type Identity, wordsIn } from '@amparo/text'
import { withoutNamesIn } from './contact.ts'
import { knownOfPackage, recordIn, tellingWords, textsIn } from './known-identity.ts'
import type { ShowingAgain } from './shown-again.ts'
import type { Allowance, CategoryData, PackageView, Part } from './view.ts'

/**
 * Categories from another hub without what its first reader was told of them with a name or another category that this one may not have: needs of care
 * without health or of safety without that, a code word or a risk that names somebody without the name.
 */
export function cutAgain(view: PackageView, { allowance, known: hunted, texts, isNeed }: Cutting): Part {
  const { categories: permitted, codeNameOnly } = allowance
  const mayName = permitted.has('identity') && !codeNameOnly
  const known = mayName ? NOBODY : namesIn(view)
  const isTelling = (text: string) => wordsIn(text.replaceAll('_', ' ')).some(word => known.has(word))
  const parts = Object.entries(view.categories)
    .filter(([category]) => permitted.has(category))
    .map(([category, data]) => {
      const risks = without(data, 'risks', isTelling)
      const needs = category === 'needs' ? without(risks, 'needs', need => !isNeed(need)) : risks
      const contact = category === 'contact' && !mayName ? namingNobody(needs, { hunted, texts, isTelling }) : needs
      const isCut = risks !== data
      return { category, isCut, data: category === 'contact' && codeNameOnly ? safeOnly(contact) : contact }
    })
  return {
    categories: Object.fromEntries(parts.map(({ category, data }) => [category, data])),
    withheld: parts.flatMap(({ category, isCut }) => (isCut ? [{ category, reason: 'redaction_failed' }] : [])),
  }
}

interface Cutting extends Pick<ShowingAgain, 'known' | 'texts'> {
  readonly allowance: Pick<Allowance, 'categories' | 'codeNameOnly'>
  /** That may stand among the needs. */
  readonly isNeed: (need: string) => boolean
}

interface Naming extends Pick<ShowingAgain, 'texts'> {
  readonly hunted: Identity
  readonly isTelling: (text: string) => boolean
}

const NOBODY: ReadonlySet<string> = new Set()

/** Also the guardian's. The code word is no name unless it is an alias. */
function namesIn(view: PackageView): ReadonlySet<string> {
  const { names, relatives = [] } = knownOfPackage({ kind: 'package', view })
  return tellingWords([...names, ...relatives, ...textsIn(view.categories['identity'], 'aliases')])
}

/** The same data where nothing of it goes. */
function without(data: CategoryData, field: string, goes: (code: string) => boolean): CategoryData {
  const list: unknown = data[field]
  if (!Array.isArray(list)) return data
  const left = list.filter(code => typeof code !== 'string' || !goes(code))
  return left.length === list.length ? data : { ...data, [field]: left }
}

function namingNobody(contact: CategoryData, { hunted, texts, isTelling }: Naming): CategoryData {
  const safeContact = recordIn(contact, 'safeContact')
  if (safeContact === undefined) return contact
  const { value, when, codeWord } = safeContact
  const told = typeof codeWord === 'string' && isTelling(codeWord) ? null : codeWord
  const lines = withoutNamesIn({ value, when, codeWord: told }, hunted, texts)
  return { ...contact, safeContact: { ...safeContact, ...lines, ...(told === null && { codeWord: null }) } }
}

const safeOnly = (contact: CategoryData): CategoryData => ({ safeContact: contact['safeContact'] ?? null })
