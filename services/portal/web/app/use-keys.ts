import { useMemo } from 'preact/hooks'
import { createKeys, type Keys } from '../form/keys.ts'

/** Of one form, as long as it is on the page. */
export const useKeys = (): Keys => useMemo(() => createKeys(() => crypto.randomUUID()), [])
