import { CODED } from '@amparo/contracts/words'
import { apart } from './apart.ts'
import type { Texts } from './texts.ts'

export const pt: Texts = {
  title: {
    permit: 'Permitido: estes dados podem chegar a esta instituição',
    denial: 'Negado: estes dados não podem chegar a esta instituição',
  },
  heading: {
    asked: 'Quem perguntou',
    purpose: 'Para quê',
    decided: 'Como se decidiu',
    basis: 'Em que se apoia',
    bases: 'O que foi examinado',
    released: 'O que pode ser visto',
    withheld: 'O que não é mostrado',
    next: 'O que se pode fazer agora',
  },
  asked: {
    submit: '{sender} perguntou se pode encaminhar uma pessoa a {recipient}.',
    hand_over: '{sender} perguntou se pode entregar a {recipient} um arquivo sobre uma pessoa.',
    package: '{sender} vai enviar um pacote sobre uma pessoa a {recipient}, em outra jurisdição.',
    view: '{recipient} pediu para ver o que {sender} enviou sobre uma pessoa.',
    link: '{recipient}, que não é membro, vai ver por um link de uso único o que {sender} enviou sobre uma pessoa.',
    import:
      '{sender} enviou um pacote sobre uma pessoa a {recipient}, e este nó consultou as próprias regras para saber se pode ser usado aqui.',
    report: '{recipient} pediu para ler o que {sender} apurou sobre uma pessoa e informa de volta.',
  },
  forPurpose: {
    stated: '{purpose}.',
    none: 'A finalidade ficou em aberto, e não se encontrou nenhuma que sirva.',
    suits:
      'Com este protocolo, quem recebe pode receber para: {purposes}. Pergunte à pessoa sobre as que ela quiser, e nenhuma outra.',
  },
  permitted: 'Todas as regras da tabela publicada foram consultadas, na sua ordem, e nenhuma nega.',
  refused: 'As regras da tabela publicada foram consultadas na sua ordem. Esta negou: {because}',
  rule: {
    recipient_unknown: {
      because: 'A instituição destinatária é desconhecida ou está suspensa.',
      next: 'Escolha outra instituição do diretório.',
    },
    sender_unknown: {
      because: 'A instituição que envia é desconhecida ou está suspensa.',
      next: 'Pergunte a quem administra o diretório do nó.',
    },
    recipient_accreditation_lapsed: {
      because:
        'A instituição destinatária foi credenciada pela última vez há mais de um ano. Duas instituições aprovam cada uma todos os anos.',
      next: 'Escolha outra instituição, ou faça com que esta seja credenciada de novo. O que ela já tem fica com ela.',
    },
    sender_accreditation_lapsed: {
      because:
        'A instituição que envia foi credenciada pela última vez há mais de um ano. Duas instituições aprovam cada uma todos os anos.',
      next: 'Faça com que seja credenciada de novo, e que a jurisdição o declare. Quem ela já atende continua a receber ajuda; quem precisa ir agora a outro lugar é encaminhado por outra instituição; por perigo para a vida, ou para proteger uma criança, ainda se pode encaminhar.',
    },
    recipient_excluded: {
      because: 'A pessoa excluiu esta instituição.',
      next: 'Escolha outra instituição ou converse com a pessoa em particular.',
    },
    migration_enforcement_firewall: {
      because: 'Os dados de quem busca ajuda nunca vão para o controle migratório.',
      next: 'Encaminhe à proteção migratória, ou peça à autoridade de identificação um aviso de não expulsão. O próprio controle migratório telefona a uma das duas, e esta encaminha: quem envia um encaminhamento sabe que ajuda é dada.',
    },
    minor_without_guardian_or_safeguarding: {
      because:
        'Uma criança ou adolescente sem responsável legal independente não pode ser encaminhada por consentimento.',
      next: 'Use o protocolo de proteção da infância; a autoridade de proteção é avisada em uma hora.',
    },
    guardian_conflict: {
      because: 'O responsável legal indicado pode ser parte do dano.',
      next: 'Use o protocolo de proteção da infância e não contate o responsável legal.',
    },
    not_a_child: {
      because: 'Apoia-se na proteção da infância, e a pessoa é adulta.',
      next: 'Pergunte à pessoa em particular e registre o consentimento dela, ou outra base que caiba. Se a idade for duvidosa, corrija primeiro o registro.',
    },
    guardian_of_child_only: {
      because: 'A pessoa é adulta, e o direito deste responsável acabou com a menoridade.',
      next: 'Pergunte à pessoa. Quem fala por um adulto mostra uma decisão judicial ou uma medida de proteção.',
    },
    state_of_nationality: {
      because:
        'Nada vai ao Estado de nacionalidade antes de se perguntar em particular pelo temor de voltar, e de ser negado.',
      next: 'Pergunte em particular se a pessoa teme voltar; nunca envie antes. Se a nacionalidade não é conhecida, qualquer outro país pode ser o dela. Se busca proteção ou teme voltar, nada vai para lá: escolha uma instituição em outro lugar. Se veio de outro país, pergunte à instituição que a enviou.',
    },
    onward_not_permitted: {
      because: 'O que veio de outra instituição não pode ser repassado.',
      next: 'Peça à instituição que enviou a sua permissão registrada.',
    },
    no_lawful_basis: {
      because: 'Nenhuma base legal permite isto.',
      next: 'Registre um consentimento que nomeie esta instituição e finalidade, ou outra base legal.',
    },
    consent_withdrawn: {
      because: 'O consentimento foi retirado.',
      next: 'Pare o que se apoia nele e converse com a pessoa em particular.',
    },
    consent_expired: {
      because: 'O consentimento venceu.',
      next: 'Pergunte de novo à pessoa e registre um novo consentimento.',
    },
    jurisdiction_outside_consent: {
      because: 'O consentimento não nomeia ninguém nessa jurisdição.',
      next: 'Pergunte à pessoa se pode ir a outro país e registre um novo consentimento.',
    },
    recipient_outside_consent: {
      because: 'O consentimento não nomeia esta instituição.',
      next: 'Pergunte à pessoa se esta instituição pode saber e registre um novo consentimento.',
    },
    purpose_outside_consent: {
      because: 'O consentimento não abrange esta finalidade.',
      next: 'Pergunte à pessoa sobre esta finalidade e registre um novo consentimento.',
    },
    action_outside_consent: {
      because: 'A pessoa não aceitou que se comunique desta maneira.',
      next: 'Pergunte à pessoa sobre os links e sobre os relatórios de volta, e registre um novo consentimento.',
    },
    purpose_outside_mandate: {
      because: 'Esta finalidade está fora do mandato da instituição destinatária.',
      next: 'Escolha uma instituição cujo mandato abranja a finalidade.',
    },
    basis_not_for_recipient: {
      because: 'Este tipo de instituição não pode receber com esta base.',
      next: 'Peça o consentimento da pessoa ou escolha outra instituição.',
    },
    signature_missing: {
      because: 'O consentimento não foi dado em uma forma válida.',
      next: 'Colha assinatura, impressão digital ou marca em um pictograma, ou registre o consentimento oral com testemunha.',
    },
    signed_sheet_overdue: {
      because: 'A folha assinada não chegou em 72 horas.',
      next: 'Pergunte de novo à pessoa e registre um novo consentimento com a folha.',
    },
    signed_sheet_missing: {
      because: 'Falta a folha assinada ou com a impressão digital.',
      next: 'Envie a folha e junte-a ao consentimento; em uma emergência, ela pode vir em até 72 horas.',
    },
    confirmation_overdue: {
      because: 'Nenhuma segunda pessoa confirmou em 24 horas.',
      next: 'Peça a revisão do caso; uma nova base precisa de confirmação a tempo.',
    },
    refusal_not_reviewed: {
      because: 'A pessoa recusou o consentimento, e ninguém independente reviu a base que o substituiria.',
      next: 'Peça a alguém de outra instituição que possa confirmar que reveja o caso; antes nada sai.',
    },
    second_person_first: {
      because:
        'Ninguém confirmou o que um só funcionário da instituição afirmou antes para esta pessoa, ou um perigo em vigor vai para outra instituição, e nenhuma segunda pessoa confirmou este.',
      next: 'Peça a uma segunda pessoa que o confirme agora; antes nada sai. Se o anterior perdeu a validade, faça com que seja revisto.',
    },
    no_instrument: {
      because: 'Nenhum acordo permite que estes dados passem para essa jurisdição.',
      next: 'Se alguém está em perigo, registre um interesse vital e peça aos pontos focais dos dois nós que autorizem este caso. Tudo o mais espera até que as jurisdições declarem um acordo ou uma nota de reciprocidade.',
    },
    protocol_not_for_agency: {
      because: 'Este protocolo não está aberto a estas instituições.',
      next: 'Escolha o protocolo adequado a quem envia e a quem recebe.',
    },
    nothing_to_disclose: {
      because: 'Nada do que foi acordado pode ir a esta instituição para esta finalidade.',
      next: 'Pergunte à pessoa sobre os dados de que esta instituição precisa, ou escolha outra.',
    },
  },
  unsaid: {
    because: 'As regras foram consultadas na sua ordem, e uma recusou. Qual delas não se diz a quem perguntou.',
    next: 'Pergunte à instituição que encaminhou a pessoa à sua. Se ninguém a encaminhou, ou se os dados iriam a essa instituição, pergunte à auditoria do nó.',
  },
  basis: {
    restsOn: '{basis}.',
    record: 'Registro {id}, versão {version}.',
    instrument: 'Acordo entre as jurisdições: {id}.',
  },
  bases: {
    none: 'Não há nada registrado que possa sustentar isso.',
    carried: '{basis} ({id}, versão {version}): poderia sustentar.',
    struck: '{basis} ({id}, versão {version}): não pode sustentar. {because}',
  },
  codeNameOnly: 'Um nome em código no lugar do nome.',
  nothing: 'Nada.',
  withheld: {
    line: '{category} – {reason}.',
    silently: '{category} – {reason}. Quem lê não é avisado dessa falta.',
    incomplete: 'O que é mostrado pode estar incompleto.',
  },
  reason: {
    outside_consent: 'não faz parte do que foi acordado',
    outside_mandate: 'fora do mandato da instituição que recebe',
    outside_purpose: 'não é necessário para esta finalidade',
    outside_basis: 'não é coberto por este tipo de base legal',
    outside_instrument: 'não é coberto pelo acordo entre as jurisdições',
    status_stale: 'há tempo demais o outro país não confirma que o seu consentimento ainda vale',
  },
  apart: apart.pt,
  nextPermitted:
    'Não é preciso mais nada. Pergunta-se de novo a cada vez antes de mostrar algo, e termina quando termina aquilo em que se apoia.',
  review:
    'Ninguém pode desativar uma regra. Se a decisão parece errada, corrija o que está registrado ou peça à sua supervisão que a revise.',
  named: {
    agency: '{kind} “{name}”',
    unknown: 'Uma instituição que não está no diretório',
  },
  coded: CODED.pt,
}
