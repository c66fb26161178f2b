import { expect, test } from 'vitest'
import { placesInTurns } from '../src/commands/files/upload-places.ts'
import { whileItComes } from '../src/commands/files/while-it-comes.ts'

/** Six places, of which an agency has four and a user two; work that ends when it is told to. */
function places() {
  const inPlace = placesInTurns({ places: 6, ofAgency: 4, ofUser: 2 })
  const begun = new Map<string, () => void>()
  return {
    /** `a1-x`: the agency's first user, and what it is. */
    send: (...names: string[]) => {
      for (const name of names)
        void inPlace({ agencyId: name.slice(0, 1), user: name.slice(0, 2) }, () => {
          const { promise, resolve } = Promise.withResolvers<void>()
          begun.set(name, resolve)
          return promise
        })
    },
    begun: async () => {
      await new Promise(setImmediate)
      return [...begun.keys()]
    },
    end: (name: string) => begun.get(name)?.(),
  }
}

test('however many pieces one user sends, colleagues and other agencies have places', async () => {
  const { send, begun } = places()
  send('a1-1', 'a1-2', 'a1-3', 'a1-4', 'a1-5', 'a1-6', 'a1-7')
  expect(await begun()).toEqual(['a1-1', 'a1-2'])
  send('a2-1', 'a3-1', 'a4-1', 'b1-1')
  expect(await begun()).toEqual(['a1-1', 'a1-2', 'a2-1', 'a3-1', 'b1-1'])
})

test('whose agency has the fewest is next, then who has the fewest, then who came first', async () => {
  const { send, begun, end } = places()
  send('a1-1', 'a2-1', 'a2-2', 'b1-1', 'b1-2', 'b2-1')
  const full = await begun()
  expect(full).toHaveLength(6)
  send('a2-3', 'a1-2', 'a3-1', 'c1-1', 'c2-1')
  end('a2-1')
  expect((await begun()).slice(6)).toEqual(['c1-1'])
  end('b2-1')
  expect((await begun()).slice(7)).toEqual(['c2-1'])
  // The agency's next is who has none.
  end('b1-1')
  expect((await begun()).slice(8)).toEqual(['a3-1'])
  end('b1-2')
  expect((await begun()).slice(9)).toEqual(['a2-3'])
})

test('work that fails gives its place up, too', async () => {
  const inPlace = placesInTurns({ places: 1, ofAgency: 1, ofUser: 1 })
  const sender = { agencyId: 'a', user: 'a1' }
  const failing = inPlace(sender, async () => Promise.reject(new Error('refused')))
  const next = inPlace(sender, async () => 'done')
  await expect(failing).rejects.toThrow('refused')
  expect(await next).toBe('done')
})

async function* sent(pieces: number, end: Promise<void>) {
  for (let n = 0; n < pieces; n++) yield new Uint8Array(1)
  await end
}
async function countOf(content: AsyncIterable<Uint8Array>) {
  let isSilent = false
  let pieces = 0
  const onSilence = () => {
    isSilent = true
  }
  for await (const _ of whileItComes(content, 50, onSilence)) pieces++
  return { pieces, isSilent }
}

test('what has come counts, whether its line ends, breaks or is silent', async () => {
  expect(await countOf(sent(3, Promise.resolve()))).toEqual({ pieces: 3, isSilent: false })
  expect(await countOf(sent(3, Promise.reject(new Error('aborted'))))).toEqual({ pieces: 3, isSilent: false })
  expect(await countOf(sent(3, new Promise(() => {})))).toEqual({ pieces: 3, isSilent: true })
})
