import type { EmergencyTexts } from './emergency-texts.ts'

export const es: EmergencyTexts = {
  title: 'Acceso de emergencia',
  lead: 'Si alguien corre peligro ahora y la vía ordinaria no sirve, puede abrir a solas quién es la persona. Antes se le dice qué pasará.',
  begin: 'Peligro ahora: abrir a solas',
  before: 'Antes de abrir a solas',
  points: [
    'Es para un peligro de ahora: para la vida o la salud de alguien, o para una niña o un niño. Para lo demás está la vía ordinaria.',
    'Se avisa enseguida a su supervisión y a auditoría. Su nombre y el motivo quedan en el registro de accesos; que alguien miró, y por qué, la persona puede leerlo en su propio registro.',
    'Solo puede hacerlo unas pocas veces por semana. No se puede deshacer.',
    'Verá quién es la persona, cómo y dónde encontrarla, los riesgos, la salud y lo que necesita, hasta donde su institución puede verlo. No se muestra lo que le ocurrió.',
    'Termina a los 60 minutos. Diga a otras personas solo lo que necesiten para ayudar.',
  ],
  reason: '¿Cuál es el peligro?',
  reasons: {
    danger_to_life: 'La vida de alguien corre peligro',
    medical_emergency: 'La persona necesita atención médica enseguida',
    child_in_danger: 'Una niña o un niño corre peligro',
    trafficker_is_near: 'Alguien que le hizo daño a la persona está cerca',
    missing_from_shelter: 'La persona ya no está donde estaba a salvo, y se la busca',
  },
  open: 'Abrir a solas',
  leave: 'No abrir',
  until: when => `Abierto hasta: ${when}; después se borra solo de la pantalla.`,
  cleared:
    'Los datos se borraron de la pantalla. Mientras no pasen los 60 minutos puede abrirlos de nuevo: cuenta como la misma vez, y se registra otra vez.',
  call: 'Si alguien corre peligro ahora, no espere a esta página: llame a los servicios de emergencia, y después a su supervisión o a la otra institución de esta derivación.',
  journal: line => `Línea ${line} del diario, del que la toma el registro de accesos`,
}
