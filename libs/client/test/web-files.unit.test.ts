import { randomBytes } from 'node:crypto'
import { fileCipher, inChunks, itemHasher } from '@amparo/crypto/bundle'
import { describe, expect, it } from 'vitest'
import type { OpenedFile } from '../src/api/types.ts'
import { fetchFile } from '../src/files/fetch-file.ts'
import { fetchFolder, type GoOn, inBlob } from '../src/files/fetch-folder.ts'
import { importFileSecret, webCipher } from '../src/files/web-cipher.ts'
import { chunkHashesOf, webHasher } from '../src/files/web-hashes.ts'
import { ProblemError } from '../src/problem.ts'

const CHUNK = 70_000
const secret = randomBytes(32)
const plain = randomBytes(5 * CHUNK + 123)

async function* pieces(bytes: Uint8Array, of = CHUNK): AsyncGenerator<Uint8Array> {
  yield* inChunks([bytes], of)
}
async function hashed(bytes: Uint8Array) {
  const [ours, theirs] = [webHasher(), itemHasher()]
  for await (const chunk of pieces(bytes)) {
    await ours.add(chunk)
    theirs.add(chunk)
  }
  return { ours: await ours.finish(), theirs: theirs.finish() }
}
const known = async (): Promise<OpenedFile> => {
  const { theirs } = await hashed(plain)
  const file = { ...theirs, chunkBytes: CHUNK, secret: secret.toString('base64') }
  return { ...file, referralId: 'r', fileId: 'f', mediaType: 'video/mp4', scanned: true, custody: [] }
}
async function sealedBytes(): Promise<Buffer> {
  const cipher = fileCipher(secret, await known())
  const parts: Buffer[] = []
  let number = 0
  for await (const chunk of pieces(plain)) parts.push(cipher.seal(number++, chunk))
  return Buffer.concat(parts)
}
const signal = new AbortController().signal

it.each([1, CHUNK, CHUNK + 1, 7 * CHUNK])(
  'A browser finds the hashes of a file of %i bytes that Node finds',
  async size => {
    const bytes = randomBytes(size)
    const { ours, theirs } = await hashed(bytes)
    expect(ours).toEqual(theirs)
    expect(await chunkHashesOf(pieces(bytes))).toEqual({ root: theirs.root, chunks: theirs.chunks })
  },
)

it('What a browser encrypts is byte for byte what Node does, and opens there', async () => {
  const file = await known()
  const [ours, theirs] = [
    await webCipher(await importFileSecret(new Uint8Array(secret)), file),
    fileCipher(secret, file),
  ]
  const sizes = ({ chunks, sealedSize, sealedChunkBytes }: typeof theirs | typeof ours) => [
    chunks,
    sealedSize,
    sealedChunkBytes,
  ]
  expect(sizes(ours)).toEqual(sizes(theirs))
  const chunk = new Uint8Array(plain.subarray(0, CHUNK))
  const sealed = await ours.seal(3, chunk)
  expect(Buffer.from(sealed).equals(theirs.seal(3, chunk))).toBe(true)
  expect(await ours.open(3, sealed)).toEqual(chunk)
  await expect(ours.open(4, sealed)).rejects.toThrow()
})

it('A download goes on with the chunk at which the line broke, and fetches no chunk twice', async () => {
  const sealed = await sealedBytes()
  const asked: number[] = []
  const progress: number[] = []
  const fileContent = async (_id: string, from: number) => {
    asked.push(from)
    async function* content(): AsyncGenerator<Uint8Array> {
      const end = from + 2.5 * (CHUNK + 16)
      yield sealed.subarray(from, end)
      if (end < sealed.length) throw new TypeError('network error')
    }
    return content()
  }
  const onProgress = (done: number) => void progress.push(done)
  const blob = await fetchFile({ fileContent }, await known(), { onProgress, signal })
  expect(Buffer.from(await blob.arrayBuffer()).equals(plain)).toBe(true)
  expect(asked).toEqual([0, 2, 4].map(chunk => chunk * (CHUNK + 16)))
  expect(progress.at(-1)).toBe(sealed.length)
  expect(new Set(progress).size).toBe(6)
})

it('A changed byte is not given to anybody, and is not asked for again and again', async () => {
  const sealed = await sealedBytes()
  sealed[CHUNK + 99] = (sealed[CHUNK + 99] ?? 0) ^ 1
  let times = 0
  const fileContent = async (_id: string, from: number) => {
    times++
    return pieces(sealed.subarray(from))
  }
  const fetched = fetchFile({ fileContent }, await known(), { onProgress: () => {}, signal })
  await expect(fetched).rejects.toMatchObject({ code: 'file_came_damaged' })
  expect(times).toBe(1)
})

describe('a folder that is sealed to the agency itself', () => {
  const refusal = (status: number, code: string) => new ProblemError(status, { code, title: code })
  const broken = () => {
    throw new TypeError('network error')
  }
  /** Each try gets so many bytes; `line` is what happens to it then. */
  function hub(tries: readonly { bytes: number; line?: () => void; refused?: ProblemError }[]) {
    const asked: (GoOn | undefined)[] = []
    const ask = async (goOn?: GoOn) => {
      const { bytes, line = () => {}, refused } = tries[asked.length] ?? { bytes: 0 }
      asked.push(goOn)
      if (refused) throw refused
      const from = goOn?.from ?? 0
      async function* content(): AsyncGenerator<Uint8Array> {
        yield plain.subarray(from, from + bytes)
        line()
      }
      return { size: plain.byteLength, tag: 'one', content: content() }
    }
    return { ask, asked }
  }
  const all = plain.byteLength

  it('comes whole over lines that break, each byte once, also while the service starts anew', async () => {
    const away = refusal(503, 'upstream_unavailable')
    const { ask, asked } = hub([
      { bytes: 1_000, line: broken },
      { bytes: 0, refused: away },
      { bytes: 500 },
      { bytes: all },
    ])
    const blob = await inBlob(fetchFolder(ask))
    expect(Buffer.from(await blob.arrayBuffer()).equals(plain)).toBe(true)
    expect(asked).toEqual([undefined, ...[1_000, 1_000, 1_500].map(from => ({ from, tag: 'one' }))])
  })

  it.each([
    [
      'before anything came, by a hub that is away',
      [{ bytes: 0, refused: refusal(503, 'unavailable') }],
      'unavailable',
    ],
    [
      'because consent was withdrawn meanwhile',
      [
        { bytes: 9, line: broken },
        { bytes: 0, refused: refusal(403, 'consent_withdrawn') },
      ],
      'consent_withdrawn',
    ],
    [
      'because it is not what it was',
      [
        { bytes: 9, line: broken },
        { bytes: 0, refused: refusal(409, 'contents_differ') },
      ],
      'contents_differ',
    ],
  ])('is not asked for again when it is refused %s', async (_, tries, code) => {
    const { ask, asked } = hub(tries)
    await expect(inBlob(fetchFolder(ask))).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(tries.length)
  })
})
