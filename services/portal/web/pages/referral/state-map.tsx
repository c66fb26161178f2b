import type { ReferralView } from '@amparo/client'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { type Drawing, drawMap, LINE, type Measure } from '../../case/draw-map.ts'
import { type StateMap as Places, stateMap } from '../../case/map.ts'

/** Where the referral stands among the states of its protocol, as a drawing and as words. */
export function StateMap({ referral }: { referral: ReferralView }) {
  const { t, say } = useWords()
  const { protocols } = useSignedIn()
  const { map: texts } = t.case
  const map = useMemo(() => stateMap(referral, protocols.find(referral.protocol)), [referral, protocols])
  if (referral.to === null) return null
  const or = ` ${texts.or} `
  const drawn = {
    past: map.past.map(({ text }) => ({ name: say(text) })),
    now: { name: say(map.now.text), final: map.now.final },
    ways: map.ways.map(({ to, by, who }) => ({ name: say(to.text), final: to.final, by: by.map(say).join(or), who })),
  }
  return (
    <section aria-labelledby="map">
      <h2 id="map">{texts.title}</h2>
      <Drawn of={drawn} label={`${texts.title}${t.app.colon}${say(map.now.text)}`} />
      <details>
        <summary>{texts.inWords}</summary>
        <InWords map={map} />
      </details>
    </section>
  )
}

/** In pixels; no screen is that narrow. */
const NARROWEST = 120

function Drawn({ of, label }: { of: Parameters<typeof drawMap>[0]; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing>()
  const key = JSON.stringify(of)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const measure = measureIn(element)
    const draw = () => {
      // Not shown, or about to be: there is nothing to draw on.
      if (element.clientWidth < NARROWEST) return
      setDrawing(drawMap(JSON.parse(key) as typeof of, element.clientWidth, measure))
    }
    draw()
    const watching = new ResizeObserver(draw)
    watching.observe(element)
    return () => watching.disconnect()
  }, [key])
  return (
    <div class="map" ref={place}>
      {drawing && (
        <svg role="img" aria-label={label} width={drawing.width} height={drawing.height}>
          <defs>
            <marker
              id="tip"
              viewBox="0 0 8 8"
              refX="1"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto"
            >
              <path d="M0 0 L8 4 L0 8 Z" class="tip" />
            </marker>
          </defs>
          {drawing.edges.map(({ path, who }) => (
            <path key={path} d={path} class={`edge edge-${who}`} marker-end="url(#tip)" />
          ))}
          {drawing.labels.map(({ x, y, lines }) => (
            <Lines key={y} {...{ x, y, lines }} name="small" step={18} />
          ))}
          {drawing.boxes.map(({ kind, x, y, width, height, lines, final }) => (
            <g key={y + x} class={`state state-${kind}`}>
              <rect {...{ x, y, width, height }} rx="4" />
              {final && <rect x={x + 3} y={y + 3} width={width - 6} height={height - 6} rx="2" class="end" />}
              <Lines x={x + 10} y={y + 10 + LINE - 5} lines={lines} name="" step={LINE} />
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}

function Lines({
  x,
  y,
  lines,
  name,
  step,
}: {
  x: number
  y: number
  lines: readonly string[]
  name: string
  step: number
}) {
  return (
    <text x={x} y={y} class={name}>
      {lines.map((line, i) => (
        <tspan key={line} x={x} y={y + i * step}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function measureIn(element: HTMLElement): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return text => text.length * 9
  const { fontFamily } = getComputedStyle(element)
  // As heavy and as large as the largest that is drawn (style/map.css).
  context.font = `600 16px ${fontFamily}`
  return text => context.measureText(text).width
}

function InWords({ map }: { map: Places }) {
  const { t, say } = useWords()
  const { map: texts } = t.case
  return (
    <dl class="in-words">
      {map.past.length > 0 && (
        <>
          <dt>{texts.past}</dt>
          <dd>{map.past.map(({ text }) => say(text)).join(' → ')}</dd>
        </>
      )}
      <dt>{texts.now}</dt>
      <dd>
        <strong>{say(map.now.text)}</strong>
      </dd>
      <dt>{texts.next}</dt>
      <dd>
        {map.ways.length === 0 ? (
          texts.none
        ) : (
          <ul>
            {map.ways.map(({ to, by, who }) => (
              <li key={to.state}>
                <strong>{say(to.text)}</strong>
                {to.final && ` (${texts.final})`}
                {t.app.colon}
                {by.map(say).join(` ${texts.or} `)} ({texts.who[who]})
              </li>
            ))}
          </ul>
        )}
      </dd>
    </dl>
  )
}
