import type { EmergencyTexts } from './emergency-texts.ts'

export const pt: EmergencyTexts = {
  title: 'Acesso de emergência',
  lead: 'Se alguém corre perigo agora e a via comum não resolve, você pode abrir, sem segunda pessoa, quem é a pessoa. Antes se diz o que vai acontecer.',
  begin: 'Perigo agora: abrir sem segunda pessoa',
  before: 'Antes de abrir sem segunda pessoa',
  points: [
    'É para um perigo de agora: para a vida ou a saúde de alguém, ou para uma criança. Para tudo o mais, siga a via comum.',
    'A sua supervisão e a auditoria são avisadas na hora. O seu nome e o motivo ficam no registro de acessos; que alguém olhou, e por quê, a pessoa pode ler no próprio registro.',
    'Você só pode fazer isso poucas vezes por semana. Não pode ser desfeito.',
    'Você verá quem é a pessoa, como e onde encontrá-la, os riscos, a saúde e o que ela precisa, até onde a sua instituição pode ver. O que aconteceu com ela não se mostra.',
    'Termina depois de 60 minutos. Diga aos outros só o que precisam para ajudar.',
  ],
  reason: 'Qual é o perigo?',
  reasons: {
    danger_to_life: 'A vida de alguém está em perigo',
    medical_emergency: 'A pessoa precisa de atendimento médico agora mesmo',
    child_in_danger: 'Uma criança está em perigo',
    trafficker_is_near: 'Alguém que fez mal à pessoa está por perto',
    missing_from_shelter: 'A pessoa sumiu de onde estava em segurança',
  },
  open: 'Abrir sem segunda pessoa',
  leave: 'Não abrir',
  until: when => `Aberto até: ${when}; depois se apaga da tela por si só.`,
  cleared:
    'Os dados foram apagados da tela. Enquanto não passarem os 60 minutos você pode abri-los de novo: conta como a mesma vez, e é registrado outra vez.',
  call: 'Se alguém corre perigo agora, não espere por esta página: ligue para os serviços de emergência e, depois, para a sua supervisão ou para a outra instituição deste encaminhamento.',
  journal: line => `Linha ${line} do diário, de onde o registro de acessos a incorpora`,
}
