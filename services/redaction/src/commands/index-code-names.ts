import { fenced, type Store } from '@amparo/store'
import { codeNameOf, codeNamesNotIndexed, type SealedCodeName, saveCodeName } from '../store/code-names.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { type Indexing, indexEach } from './index-each.ts'

interface Deps {
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get'>
}

export const indexCodeNames = ({ store, keys }: Deps, { index, lease, signal }: Indexing): Promise<void> =>
  indexEach<SealedCodeName>(
    {
      after: (after, limit) =>
        store.read(reader => codeNamesNotIndexed(reader, { version: index.version, after, limit })),
      idOf: ({ shareId }) => shareId,
      index: async sealed => {
        const codeName = codeNameOf(sealed, await keys.get(sealed.subjectId))
        await store.run(async tx => {
          await fenced(tx, lease)
          await saveCodeName(tx, sealed, { token: index.codeNameToken(codeName), version: index.version })
        })
      },
    },
    signal,
  )
