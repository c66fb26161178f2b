import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('an ordinary word that is somebody’s name is masked where it stands alone with a capital', () => {
  test.each([
    ['en', 'The kiln is for Gladden August. August came at five with oranges.', 'August'],
    ['en', 'Bars and houses of Major Hippolyte. Major is what his mother named him.', 'Major'],
  ] as const)('%s: %s', (lang, text, name) => {
    expect(masked(text, lang)).not.toContain(name)
  })

  test.each([
    ['en', 'She owes the agent, June Carter. The fees were set in June at the port.', 'in June'],
    ['pt', 'A rede é de Cleusa Boa Morte. Boa tarde a todos.', 'Boa tarde'],
    ['es', 'Un menor trabaja con Minor Chinchilla. El menor no come.', 'El menor'],
  ] as const)('%s: %s lets stand: %s', (lang, text, left) => {
    expect(masked(text, lang)).toContain(left)
  })
})
