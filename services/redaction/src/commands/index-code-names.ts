import { fenced, type Lease, type Store } from '@amparo/store'
import { codeNameOf, codeNamesNotIndexed, type SealedCodeName, saveCodeName } from '../store/code-names.ts'
import type { DataKeys } from '../store/data-keys.ts'
import type { IndexKey } from '../store/index-key.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get'>
}

const AT_ONCE = 100

/** By the key of now, whatever is not. One that cannot be opened is left for the next time. */
export async function indexCodeNames(deps: Deps, index: IndexKey, signal: AbortSignal, lease: Lease): Promise<void> {
  let after: string | undefined
  do {
    const found: readonly SealedCodeName[] = await deps.store.read(reader =>
      codeNamesNotIndexed(reader, { version: index.version, after, limit: AT_ONCE }),
    )
    for (const sealed of found) {
      if (signal.aborted) return
      await indexOne(deps, index, lease, sealed).catch(() => undefined)
    }
    after = found.at(-1)?.shareId
  } while (after !== undefined)
}

async function indexOne({ store, keys }: Deps, index: IndexKey, lease: Lease, sealed: SealedCodeName): Promise<void> {
  const codeName = codeNameOf(sealed, await keys.get(sealed.subjectId))
  await store.run(async tx => {
    await fenced(tx, lease)
    await saveCodeName(tx, sealed, { token: index.codeNameToken(codeName), version: index.version })
  })
}
