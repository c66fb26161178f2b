import { useEffect, useState } from 'preact/hooks'

interface Encoded {
  readonly mediaType: string
  readonly base64: string
}

/** A picture, upright, in memory alone: it gets no address. */
export function useBitmap({ base64, mediaType }: Encoded): { picture: ImageBitmap | undefined; isBroken: boolean } {
  const [picture, setPicture] = useState<ImageBitmap>()
  const [isBroken, setBroken] = useState(false)
  useEffect(() => {
    const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0))
    createImageBitmap(new Blob([bytes], { type: mediaType }), { imageOrientation: 'from-image' }).then(setPicture, () =>
      setBroken(true),
    )
  }, [base64, mediaType])
  return { picture, isBroken }
}
