/** One row an error: what the person reads, what the operator should know, and the HTTP status. Numbers never change meaning. */
export interface CatalogueEntry {
  status: number;
  /** For the person who got it, in Chinese. */
  message: string;
  /** For whoever runs the system. */
  hint: string;
}

export const catalogue = {
  1001: { status: 400, message: '请求正文不是合法的 JSON。', hint: 'The body could not be parsed.' },
  1002: { status: 413, message: '请求正文过大，上限为 256 KB。', hint: 'Larger content belongs in attachments.' },
  1003: { status: 415, message: '请求正文须为 application/json。', hint: 'Content-Type is missing or another.' },
  1004: { status: 400, message: '填写的内容有误，请按各项提示修改。', hint: 'See faults: one JSON pointer each.' },
  1005: { status: 404, message: '没有这个地址。', hint: 'No such route.' },
  1006: {
    status: 422,
    message: '同一个 Idempotency-Key 已用于另一份内容，请换一个新的。',
    hint: 'Key reused with another body or route.',
  },
  1007: { status: 400, message: 'Idempotency-Key 须为 8 至 128 个可见字符。', hint: 'Malformed Idempotency-Key.' },
  1008: {
    status: 428,
    message: '缺少 If-Match，请先读取档案，再带上它的版本号。',
    hint: 'If-Match with the version is required.',
  },
  1009: {
    status: 503,
    message: '系统忙，请稍后再试，已填内容不会丢失。',
    hint: 'An AWS call failed or throttled; see the log by request id.',
  },
  1010: { status: 429, message: '提交过于频繁，请稍后再试。', hint: 'A rate limit, by address or by person.' },
  1011: {
    status: 503,
    message: '暂时无法核对登录，请稍后再试，已填内容不会丢失。',
    hint: 'The OpenID provider did not answer, or not as it should; nothing is wrong with the token.',
  },
  1012: {
    status: 503,
    message: '系统忙，这次查阅没能登记下来，所以没有显示，请稍后再试。',
    hint: 'readings.ts: nothing is shown that is not written down; see the log by request id.',
  },
  1100: { status: 422, message: '档案表尚不能提交，请按各项提示修改。', hint: 'Form faults are E1101 to E1199.' },
  1200: {
    status: 422,
    message: '无法按本省标准认定，请联系省级工会。',
    hint: 'Standards, subsistence lines and calendar are E1201 to E1299.',
  },
  1301: { status: 412, message: '档案已被他人更新，请重新读取后再操作。', hint: 'Version conflict.' },
  1302: {
    status: 409,
    message: '按现在的情况，不能进行这项操作。',
    hint: 'rules.ts: the action is not allowed in this status.',
  },
  1303: {
    status: 409,
    message: '这一户中有人已在另一份在办或在册的档案中，一户只能建一份。',
    hint: 'An identity lock is held by another dossier.',
  },
  1304: {
    status: 404,
    message: '没有这份档案，或您无权查看。',
    hint: 'Unknown, or outside the org path: deliberately the same answer.',
  },
  1305: { status: 409, message: '没有这条异议，或已经处理过。', hint: 'Objection number unknown or resolved.' },
  1306: {
    status: 409,
    message: '没有可以受理这一级审批的审批人，请先登记审批人。',
    hint: 'PUT /v1/people/{id}: an approver of that level.',
  },
  1307: {
    status: 409,
    message: '该排除情形未命中或不可豁免。',
    hint: 'Only a hit, exemptible exclusion takes an exemption.',
  },
  1309: {
    status: 409,
    message: '这一户与另一份在办或在册的档案几乎可以肯定是同一户，一户只能建一份。',
    hint: 'Duplicates above the certain threshold; a ruling or another form lets it pass.',
  },
  1310: {
    status: 409,
    message: '没有查到这条疑似重复。',
    hint: 'The other dossier is not among the duplicates found.',
  },
  1311: {
    status: 409,
    message: '今天查问在档情况的次数已到上限，这一户须由本县工会的审核人看过放行，再提交。',
    hint: 'questions.ts: limits per person, union and day; POST /v1/dossiers/{id}/clearance releases this form.',
  },
  1312: {
    status: 429,
    message: '今天查找的次数已到上限，请明天再查；急需的，请上一级工会的审核人查。',
    hint: 'questions.ts: searches per person, union and day, and ID numbers that look like guesses.',
  },
  1314: { status: 404, message: '没有这一次录入。', hint: 'No proposal of this number.' },
  1315: { status: 409, message: '这一次录入已经核准或者不采用。', hint: 'A proposal is decided on once.' },
  1316: {
    status: 409,
    message: '录入之后情况变了，现在不能核准，请按各行提示重新录入。',
    hint: 'Days passed or another version was confirmed since; see faults.',
  },
  1317: {
    status: 400,
    message: '这样看只能在一个县里，或者在市、省本级和直属单位里：请写明看哪里的；有几个县的，逐个县看。',
    hint: 'What no index answers is read one by one: of one county, or of what stands in none (see detail for how to name it).',
  },
  1318: { status: 404, message: '台账里没有这一条帮扶。', hint: 'No entry of aid of this number in the dossier.' },
  1319: { status: 404, message: '这份档案没有这一份档案表。', hint: 'No form of this number in the dossier.' },
  1320: { status: 404, message: '没有这一版帮扶计划。', hint: 'No plan of this number was made for the dossier.' },
  1321: { status: 404, message: '没有这一批资金发放。', hint: 'Unknown batch.' },
  1322: {
    status: 409,
    message: '这一批资金发放目前不能这样办。',
    hint: 'Already decided, not approved yet, or the same file was handed in before; see detail.',
  },
  1323: { status: 404, message: '这份档案没有移交过。', hint: 'No transfer was proposed so far.' },
  1326: {
    status: 409,
    message: '这个地方已有一次集中清理没有办完，限期也还没有过；办完或者过了限期，再开始另一次。',
    hint: 'One campaign at a time in an area until its dueBy is past; GET /v1/campaigns lists it.',
  },
  1327: { status: 404, message: '没有这一次集中清理。', hint: 'Unknown campaign.' },
  1329: { status: 404, message: '没有这一批核对。', hint: 'Unknown batch of 核对.' },
  1330: {
    status: 409,
    message: '这一批核对目前不能这样办。',
    hint: 'Cancelled, not handed over yet, or handed over already; see detail.',
  },
  1331: { status: 404, message: '没有这一批旧档。', hint: 'Unknown transcript.' },
  1332: {
    status: 409,
    message: '这一批旧档目前不能这样办。',
    hint: 'Already confirmed or refused, or these rows of the same file were handed in before; see detail.',
  },
  1341: { status: 404, message: '没有这一次抽查。', hint: 'Unknown spot check.' },
  1342: {
    status: 409,
    message: '这一次抽查目前不能这样办。',
    hint: 'The announced day is not over, the root of the day does not exist yet, the numbers are not in force, or it is drawn already; see detail.',
  },
  1343: {
    status: 404,
    message: '这一次抽查没有抽到这一户。',
    hint: 'The dossier is not in the sample of this spot check.',
  },
  1346: {
    status: 404,
    message: '没有这一期上报。',
    hint: 'No such period, or it is not over yet; or a union that reports nothing: see detail.',
  },
  1347: {
    status: 409,
    message: '这一期上报目前不能这样办。',
    hint: 'Something must be put right first, no reason was given for what the checks found, or nothing has changed since; see detail and faults.',
  },
  1344: { status: 404, message: '没有这一次督查授权。', hint: 'Unknown inspection.' },
  1350: {
    status: 410,
    message: '这份档案保管期满，已经批准处置，内容不再提供；何时、由谁处置的，见处置清单和处置证明。',
    hint: 'Released to be disposed of: its key and files are gone, or go in a night to come. The journal still reads.',
  },
  1361: {
    status: 401,
    message: '要先填验证码，或者已经过了时间，请重新要一个验证码。',
    hint: 'Unknown, unopened or closed session of an applicant. POST /v1/applicants begins another.',
  },
  1362: { status: 409, message: '申请目前不能这样办。', hint: 'It stands otherwise by now; see detail.' },
  1363: {
    status: 404,
    message: '没有这件申请，或者您无权查看。',
    hint: "Not of this applicant's contact, or elsewhere in the organisation: never told apart.",
  },
  1371: {
    status: 404,
    message: '没有这一次情景测算，或者您无权查看。',
    hint: 'Not there, expired, or elsewhere in the organisation.',
  },
  1372: {
    status: 409,
    message: '这个地方已有一次情景测算没有算完，算完了再来。',
    hint: 'One at a time in one area: it reads every household.',
  },
  1373: {
    status: 409,
    message: '没有算完的情景测算太多了，算完了再来。',
    hint: 'mostScenarios: so many of one person, and of the province, are under way at once; see detail.',
  },
  1401: { status: 404, message: '这份文件还没有生成。', hint: 'Cards are printed after the plan is signed.' },
  1501: {
    status: 401,
    message: '没有登录，或登录已过期，请重新登录。',
    hint: 'No token, an invalid one, or one past its end.',
  },
  1502: {
    status: 403,
    message: '您没有进行这项操作的权限。',
    hint: 'may() refused: role, org path or separation of duties.',
  },
  1503: { status: 403, message: '建档、调查与审批须由不同的人办理，您已经手过这一户。', hint: 'Separation of duties.' },
  1504: {
    status: 403,
    message: '录入和核准须由两个人办理，这一份是您录入的。',
    hint: "Whoever entered a proposal, a batch or a signature on paper cannot confirm it, nor refuse a worker's correction that they wrote down.",
  },
  1601: { status: 404, message: '链接无效，请从邮件中重新打开。', hint: 'Nonce unknown.' },
  1602: { status: 410, message: '链接已过期。', hint: 'Past its explicit expiry.' },
  1603: {
    status: 410,
    message: '链接已被新的链接取代，请使用最近一封邮件。',
    hint: 'A newer request, form version or mail exists.',
  },
  1604: { status: 423, message: '验证码错误次数过多，链接已锁定。', hint: 'Five wrong codes. Send the request again.' },
  1605: { status: 403, message: '验证码不正确。', hint: 'Wrong code; tries are counted before they are compared.' },
  1701: { status: 422, message: '附件类型或大小不符合要求。', hint: 'PDF, JPEG or PNG, at most 10 MB.' },
  1801: { status: 404, message: '公示不存在或已经结束。', hint: 'Notices are shown on their days only.' },
  1802: {
    status: 429,
    message: '这一户未经验证的异议已经收满，您的异议没有收下。',
    hint: 'The places for unverified objections of this notice are taken; verified ones have their own.',
  },
  1803: { status: 404, message: '没有这个回执编号，请核对。', hint: 'No objection has this receipt.' },
  1804: {
    status: 409,
    message: '这条异议不需要验证码，或已经验证过。',
    hint: 'The objection was raised without a mail address, or is verified.',
  },
  1805: {
    status: 409,
    message: '这个邮箱对这一户已有一条验证过的异议。这一条已经收下的，等审核人核对；还没有收下的，请打电话或写信补充。',
    hint: 'One verified objection for each mailbox and notice.',
  },
  1806: {
    status: 404,
    message: '没有公布这一个月的统计。',
    hint: 'Unknown month, not over yet, or the province published none then.',
  },
} as const satisfies Record<number, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
