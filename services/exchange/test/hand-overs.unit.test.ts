import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { HANDS_OVER } from '../src/store/item-uses.ts'

const MIGRATIONS = new URL('../migrations/', import.meta.url)

// With a step more, where an item came from would be looked for in every step there is.
test('the index of items is of the steps by which items are handed over', () => {
  const made = readdirSync(MIGRATIONS)
    .toSorted()
    .map(file => readFileSync(new URL(file, MIGRATIONS), 'utf8'))
    .findLast(sql => sql.includes('create index evidence_step_items '))
  expect(made).toContain(`where ${HANDS_OVER.replace('s.', '')};`)
})
