import { expect, it } from 'vitest'
import { en } from '../../services/portal/web/i18n/work/en.ts'
import { es } from '../../services/portal/web/i18n/work/es.ts'
import { fr } from '../../services/portal/web/i18n/work/fr.ts'
import { pt } from '../../services/portal/web/i18n/work/pt.ts'
import { NEWS } from '../../services/referral/src/domain/news.ts'

// "1 new thing", and nobody knows of what kind: an alarm would be as quiet as a step.
it.each([
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['pt', pt],
] as const)('each kind of news has its own words in %s', (_, { news: { kinds } }) => {
  expect(NEWS.filter(kind => kinds[kind] === undefined || kinds[kind] === '')).toEqual([])
  expect(new Set(Object.values(kinds)).size).toBe(Object.keys(kinds).length)
})
