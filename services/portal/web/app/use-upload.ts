import { useEffect, useState } from 'preact/hooks'
import type { UploadState, Uploads } from '../files/uploads.ts'

/** What becomes of the upload that goes with a referral or a request, while it goes on. */
export function useUpload(uploads: Uploads, referralId: string): UploadState | undefined {
  const [state, setState] = useState(() => uploads.of(referralId))
  useEffect(() => {
    const look = () => setState(uploads.of(referralId))
    look()
    return uploads.subscribe(look)
  }, [uploads, referralId])
  return state
}
