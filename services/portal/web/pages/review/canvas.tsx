import type { OpenedRedaction } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useBitmap } from '../../app/use-bitmap.ts'
import { boxBetween, fitsIn, type Size, type TypedBox } from './boxes.ts'

type Sides = ReturnType<typeof boxBetween>

interface Props {
  readonly opened: Extract<OpenedRedaction, { readonly kind: 'picture' }>
  readonly boxes: readonly TypedBox[]
  onSize(size: Size): void
  onBox(sides: Sides): void
}

/** The picture, upright, in memory alone: it gets no address. What is or is to be painted over is shown so; a box is drawn with the pointer. */
export function Canvas({ opened, boxes, onSize, onBox }: Props) {
  const { t } = useWords()
  const place = useRef<HTMLCanvasElement>(null)
  const { picture, isBroken } = useBitmap(opened)
  const [from, setFrom] = useState<[number, number]>()
  const size = picture && { width: picture.width, height: picture.height }
  useEffect(() => {
    if (size) onSize(size)
  }, [picture])
  useEffect(() => {
    const context = place.current?.getContext('2d')
    if (!context || picture === undefined) return
    context.drawImage(picture, 0, 0)
    context.fillStyle = 'black'
    for (const { x, y, width, height } of opened.boxes) context.fillRect(x, y, width, height)
    for (const box of boxes)
      if (fitsIn(box, picture)) context.fillRect(Number(box.x), Number(box.y), Number(box.width), Number(box.height))
  }, [picture, boxes, opened])
  if (isBroken) return <p role="alert">{t.review.unreadable}</p>
  if (size === undefined) return null
  /** In pixels of the picture, however large it is on the screen. */
  const at = ({ offsetX, offsetY, currentTarget }: PointerEvent & { currentTarget: HTMLCanvasElement }) =>
    [(offsetX * size.width) / currentTarget.clientWidth, (offsetY * size.height) / currentTarget.clientHeight] as [
      number,
      number,
    ]
  return (
    <canvas
      ref={place}
      class="picture drawn"
      role="img"
      aria-label={t.review.picture}
      {...size}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom(at(event))
      }}
      onPointerUp={event => {
        const sides = from && boxBetween(from, at(event), size)
        setFrom(undefined)
        if (sides && Number(sides.width) > 2 && Number(sides.height) > 2) onBox(sides)
      }}
    />
  )
}
