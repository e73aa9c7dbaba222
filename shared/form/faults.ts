/**
 * What can be wrong with a form, E1101 to E1199 (E1100 is the answer that carries them), as data. `{field}` stands for the field's Chinese name, other braces
 * for what the rule fills in. A message may repeat, cut short, what the person wrote in a wrong box: it is for the answer only, never for a log.
 */
export const faultKinds = {
  wrongType: { code: 1144, message: '{field}应为{expected}，如{example}；现为{value}' },
  unknownField: { code: 1101, message: '表上没有{value}这一栏' },
  required: { code: 1102, message: '{field}必须填写' },
  tooLong: { code: 1103, message: '{field}太长，最多{limit}个字，现有{length}个' },
  tooLarge: { code: 1104, message: '{field}超出上限{limit}，现为{value}' },
  tooSmall: { code: 1105, message: '{field}不能小于{limit}，现为{value}' },
  tooMany: { code: 1106, message: '{field}最多{limit}项' },
  controlCharacter: { code: 1107, message: '{field}含有不能使用的字符{character}' },
  notNormalized: { code: 1108, message: '{field}的字符或首尾空格不规范，请改用所建议的写法' },
  notInteger: { code: 1109, message: '{field}应为整数，现为{value}；金额以分为单位，1,450.50 元写作 145050' },
  notInCodeList: { code: 1110, message: '{field}不能是{value}（{generation}版选项表），{allowed}' },
  wrongGeneration: { code: 1111, message: '本省现用{generation}版选项表' },
  badName: { code: 1112, message: '{field}只能由文字组成，少数民族姓名以“·”分隔' },
  badDate: { code: 1113, message: '{field}应为真实日期，写作年-月-日，如1974-03-12' },
  futureDate: { code: 1114, message: '{field}不能晚于今天' },
  tooOld: { code: 1115, message: '{field}距今超过120年' },
  idLength15: { code: 1116, message: '{field}是15位旧号码，换算成18位后请本人核对' },
  idShape: { code: 1117, message: '{field}应为18位：前17位数字，末位数字或大写X' },
  idDate: { code: 1118, message: '{field}中的出生日期不存在' },
  idCheck: { code: 1119, message: '{field}的校验码不对，请对照证件核对每一位' },
  idDivisionUnknown: { code: 1120, message: '{field}的前六位不在现有的行政区划代码中，请核对' },
  birthDateDiffers: { code: 1121, message: '{field}与身份证号中的出生日期不一致' },
  sexDiffers: { code: 1122, message: '{field}与身份证号不一致' },
  duplicatePerson: { code: 1123, message: '同一户中{field}重复' },
  noIdNumberReason: { code: 1124, message: '没有身份证号的，应填写无身份证号说明' },
  idNumberAndReason: { code: 1125, message: '已有身份证号，不应再填无身份证号说明' },
  disabilityMissing: { code: 1126, message: '健康状况为残疾的，必须填写残疾类别' },
  disabilityUnexpected: { code: 1127, message: '健康状况不是残疾的，不应填写{field}' },
  divisionUnknown: { code: 1128, message: '{field}应为县级行政区划代码，如 530102；现有代码中没有这一个' },
  divisionAbolished: { code: 1129, message: '{field}（{old}）已撤销，现为{successors}' },
  secondaryIsPrimary: { code: 1130, message: '次要致困原因不能与主要致困原因相同' },
  secondaryRepeated: { code: 1131, message: '{field}重复' },
  noteMissing: { code: 1132, message: '选“其他”的，应填写{field}' },
  bankAccount: { code: 1133, message: '银行卡号应为12至19位数字，且校验位正确，请对照银行卡核对' },
  mobile: { code: 1134, message: '手机号码应为11位数字' },
  postcode: { code: 1135, message: '邮政编码应为6位数字' },
  householdSize: { code: 1136, message: '家庭人口少于本人加所列成员共{listed}人；确属如此的，应填写家庭人口说明' },
  incomeBelowParts: { code: 1137, message: '家庭年度总收入少于各项收入之和{parts}元' },
  incomeBelowMembers: { code: 1147, message: '家庭年度总收入少于各项收入之和{parts}元；确属如此的，应填写收入说明' },
  incomeAboveParts: { code: 1138, message: '家庭年度总收入多于各项收入之和{parts}元；确属如此的，应填写收入说明' },
  workDivisionMissing: { code: 1139, message: '困难农民工按务工地标准认定，必须填写务工地行政区划' },
  determinationMissing: { code: 1140, message: '确定为解困脱困对象的，必须填写{field}' },
  determinationUnexpected: { code: 1141, message: '不是解困脱困对象的，不应填写{field}' },
  digitsNotPlain: { code: 1142, message: '{field}含有全角字符、小写字母或多余的分隔，请改用所建议的写法' },
  blank: { code: 1145, message: '{field}不能是空白' },
  employmentTypeMissing: { code: 1150, message: '工作状态照旧表填农民工的，必须填写职工类型' },
  migrantMissing: { code: 1149, message: '困难农民工必须填写{field}，没有填写就无从认定' },
  majorEventWithoutCause: {
    code: 1148,
    message: '填写{field}的，致困原因应有家庭成员患重大疾病、遭受自然灾害或遭受意外事故',
  },
  workerTooYoung: { code: 1151, message: '困难职工须年满{limit}周岁，按{field}还不满；未成年人由父母作为困难职工申报' },
  accidentWithoutCause: {
    code: 1152,
    message: '填写{field}的，致困原因应有遭受自然灾害或遭受意外事故；不是灾害或事故造成的，请填在别的支出栏',
  },
  amountTooSmall: {
    code: 1153,
    message: '{field}现为 {amount} 元，看来太小：金额以分为单位，是不是把元填成了分？确属如此的，应填写金额说明',
  },
  amountTooLarge: {
    code: 1154,
    message: '{field}现为 {amount} 元，看来太大：金额以分为单位，是不是多填了两位？确属如此的，应填写金额说明',
  },
  unprintable: {
    code: 1155,
    message: '{field}里的{characters}打印不出来：照样办理，打印时留一个方框，请用笔填写',
  },
  paperMissing: { code: 1156, message: '缺少{paper}：{why}，须上传，检查通过的才算' },
  decides: {
    code: 1157,
    message: '{field}（改为{value}）影响认定，须办理变更；更新资料只能改不影响认定的各栏',
  },
  accountApart: {
    code: 1161,
    message: '{field}要由另一个人确认，不随这里改：照据以在册的填，新的账户另行登记（更换银行账户）',
  },
  otherHead: {
    code: 1158,
    message: '{field}既不是原来的困难职工，也不在原来的家庭成员之中：户主只能换成原来的家庭成员，另一户的另行建档',
  },
  consentMissing: { code: 1159, message: '缺少{person}的告知同意：{why}' },
  notSudden: {
    code: 1160,
    message: '{field}现为{value}，不是突然遇到的困难：本省的临时救助只受理{allowed}；别的困难请按建档申请',
  },
  notAForm: { code: 1143, message: '档案表应为一个JSON对象' },
} as const;

export type FaultKind = keyof typeof faultKinds;

/** One thing that is wrong with a form, for a person. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the field, e.g. `/members/0/idNumber`; empty for the whole form. */
  pointer: string;
  /** E-number, 1101 to 1199. */
  code: number;
  /** A Chinese sentence naming the field. */
  message: string;
  /** A value that would be right, for the person to confirm; never applied by itself. */
  offer?: string | number;
}

/** A fault of a kind at a field. `values` fills the message's braces. */
export function fault(
  kind: FaultKind,
  pointer: string,
  values: Record<string, string | number> = {},
  offer?: string | number,
): Fault {
  const { code, message } = faultKinds[kind];
  const sentence = message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { pointer, code, message: sentence, ...(offer === undefined ? {} : { offer }) };
}
