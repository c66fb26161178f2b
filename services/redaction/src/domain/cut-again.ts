import { wordsIn } from '@amparo/text'
import { isFields, knownOfPackage, recordIn, tellingWords, textsIn } from './known-identity.ts'
import { isHealthNeed } from './sensitive-codes.ts'
import type { Allowance, CategoryData, PackageView, Part } from './view.ts'

/**
 * Categories from another hub without what its first reader was told of them with a name or another category that this one may not have: needs of care
 * without health, a code word or a risk that names somebody without the name.
 */
export function cutAgain(view: PackageView, { categories: permitted, codeNameOnly }: Allowance): Part {
  const mayName = permitted.has('identity') && !codeNameOnly
  const known = mayName ? NOBODY : namesIn(view)
  const isTelling = (text: string) => wordsIn(text.replaceAll('_', ' ')).some(word => known.has(word))
  const parts = Object.entries(view.categories)
    .filter(([category]) => permitted.has(category))
    .map(([category, data]) => {
      const risks = without(data, 'risks', isTelling)
      const needs = category === 'needs' && !permitted.has('health') ? without(risks, 'needs', isHealthNeed) : risks
      const contact = category === 'contact' && !mayName ? withoutCodeWord(needs, isTelling) : needs
      const isCut = risks !== data
      return { category, isCut, data: category === 'contact' && codeNameOnly ? safeOnly(contact) : contact }
    })
  return {
    categories: Object.fromEntries(parts.map(({ category, data }) => [category, data])),
    withheld: parts.flatMap(({ category, isCut }) => (isCut ? [{ category, reason: 'redaction_failed' }] : [])),
  }
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

function withoutCodeWord(contact: CategoryData, isTelling: (text: string) => boolean): CategoryData {
  const safeContact = recordIn(contact, 'safeContact')
  const codeWord = isFields(safeContact) ? safeContact['codeWord'] : undefined
  if (typeof codeWord !== 'string' || !isTelling(codeWord)) return contact
  return { ...contact, safeContact: { ...safeContact, codeWord: null } }
}

const safeOnly = (contact: CategoryData): CategoryData => ({ safeContact: contact['safeContact'] ?? null })
