import { useEffect, useState } from 'preact/hooks'
import type { UploadState } from '../files/uploads.ts'
import { useSignedIn } from './context.ts'

/** What becomes of the upload that goes with a referral, while it goes on. */
export function useUpload(referralId: string): UploadState | undefined {
  const { uploads } = useSignedIn()
  const [state, setState] = useState(() => uploads.of(referralId))
  useEffect(() => {
    const look = () => setState(uploads.of(referralId))
    look()
    return uploads.subscribe(look)
  }, [uploads, referralId])
  return state
}
