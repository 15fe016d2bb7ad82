#!/usr/bin/env python3
"""Makes words_zh.tsv, Chinese words with class and frequency, from jieba's dictionary (MIT).

  make_words_zh.py --dictionary dict.txt.small --out ../data

Classes: v verb, w verb or noun, J adjective, R adverb, I preposition, C conjunction, O pronoun,
Y particle, U numeral, Q measure word, F place word, m modal or chaining verb, N all others.
"""
import argparse
import math

CLASS = {'v': 'v', 'a': 'J', 'd': 'R', 'p': 'I', 'c': 'C', 'r': 'O', 'u': 'Y', 'm': 'U', 'q': 'Q',
         'f': 'F', 'vn': 'w', 'ad': 'R', 'vd': 'R', 'an': 'J', 'b': 'J', 'z': 'J'}
# What the dictionary lacks, or calls by the class that news uses least.
EXTRA = {
    'v': '晚点 误点 停运 收治 查获 去世 战胜 大胜 败北 落空 遭遇 证实 核实 生效 前往 消失 宣告 会见 会面 问世 上台 入境 弃权 解体 住院 晋升 委派 平息 任命 同意 暂停 屈服 错失 脱险 康复 开业 关门 加盟 结盟 声援 许诺 筹划 染上 奏效 亮相 上线 领先 中毒 辞世 遇刺 出狱 入狱 潜逃 越狱 大涨 翻倍 收窄 力挺 把控 追上 坐拥 放人 延后 企稳 住进 纾困 被害 获刑 落马 免去 改判 驳回 撤销 抢走 偷走 盗走 烧毁 炸毁 逃逸 脱逃 击退 挫败 '
         '声称 锁喉 牵手 斩断 挥刀 反超 拉拢 施压 脱钩 断供 减持 增持 研判 援引 爆料 辟谣 澄清 曝光 确诊 坠毁 坠机 '
         '击落 空袭 袭击 炮击 停火 裁员 离职 卸任 当选 胜选 落选 落败 夺冠 晋级 涨价 降价 降息 加息 停产 复产 投产 量产 '
         '上市 退市 收购 并购 罚款 起诉 开除 解雇 免职 辞职 超过 高达 占据 主导 掌控 垄断 取代 替代 遏制 制衡 摆脱 '
         '现有 全长 总长 长达 重达 高达 深达 宽达 耗资 载有 搭载 容纳 可容纳 招募 入组 达成 毁掉 销毁 重新计票 '
         '位居 跌至 升至 增至 降至 达到 达 占 为 称 说 坚称 透露 披露 援助 约占 另有 约有 仍有 出价 造成 导致 引发 致 旨在 意在 失联 刑拘 '
         '被盗 用水 用电 耗水 耗电 年产 月产 日产 节省',
    'w': '封锁 许可 抗议 背书 协同 抗衡 资助 补贴 协商 贷款 报价 竞标 领导 危害 重创 新建 经历 问责 检控 会晤 磋商 警告 计划 投资 依赖 限制 制裁 合作 出口 进口 生产 开采 精炼 加工 谈判 报道 声明 回应 支持 反对 批评 打击 管制 供应 '
         '控制 调查 研究 预测 估计 要求 损失 影响 增长 下降 上涨 下跌 死亡 盈利 失业 溃坝 溃堤 垮塌',
    'J': '临床 输电 重大 有效 无效 严重 巨大 全球 稀缺', 'R': '重新 同比 环比 全力 强烈 坚决 大力 积极 公开 严厉 一致 明确 共同 全面 正式 正在 正 已 已经 曾 曾经 仍 仍然 也 都 还 再 又 就 才 将 约 近 '
         '逐步 大幅 持续 不 没 没有 未 并未 从未 并非 不会 无法 难以', 'm': '将会 会 可 可以 能 能够 可能 应 应该 '
         '应当 必须 需 需要 想 想要 要 打算 试图 企图 力图 希望 愿 愿意 有望 准备 拟 欲 敢 肯 得以 继续 开始',
    'I': '对 向 从 在 于 以 与 和 同 跟 由 被 把 为 为了 根据 按照 通过 随着 针对 关于 对于 自 自从 除 除了 比 就 '
         '遭 因 因为 由于 经 据',
    'C': '但 但是 而 而且 并 并且 或 或者 以及 及 然而 不过 同时 因此 所以 如果 虽然 尽管 却 此外 另外',
    'Y': '的 地 得 了 着 过 之 所 等 们 吗 呢 吧 啊 嘛', 'N': '首映 超市 位置 预算 起义 对手 自治 高考 做法 构造 看法 选手 论述 通道 才能 生意 警察 愿望 手续 建制 简历 死刑 处长 使命 举动 下属 镇长 叛乱 缺陷 前列 伤亡 进化 行为 知识 考生 生死 表决权 组长 见解 举措 来历 往事 排长 邻居 身高 雇主 连长 选集 传真 考卷 兴致 信封 诡计 帮手 威望 配偶 偏见 跑道 创伤 装束 丧事 招牌 强敌 支行 名望 折扣 带宽 善行 过失 行踪 败仗 看台 乱世 例证 死罪 收成 聘礼 恶行 触手 诊所 反差 处所 暴乱 要职 壮举 感想 终点 公投 选区 投票率 支持率 营收 失业率 得票率 占比 海试 造价 总投资 总造价 总成本 净亏损 要约 产能 年产能 月产能 月产量 赞成票 反对票 联盟 资源 领域 产业 供应链 稀土 政府 情况 问题',
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--dictionary', required=True)
    parser.add_argument('--out', required=True)
    args = parser.parse_args()
    words = {}
    for line in open(args.dictionary, encoding='utf-8'):
        fields = line.split()
        if len(fields) != 3 or not all('\u4e00' <= c <= '\u9fff' for c in fields[0]):
            continue
        word, count, tag = fields[0], int(fields[1]), fields[2]
        kind = CLASS.get(tag) or CLASS.get(tag[0], 'N')
        if count >= (1 if len(word) == 1 else 4 if kind != 'N' else 12) and len(word) <= 4:
            words[word] = [kind, count]
    for kind, listed in EXTRA.items():
        for word in listed.split():
            words.setdefault(word, [kind, 300])[0] = kind
    total = sum(count for _, count in words.values())
    with open(args.out + '/words_zh.tsv', 'w', encoding='utf-8') as out:
        out.write('# word<TAB>class<TAB>-100 ln p; made by syntax/make_words_zh.py from the jieba '
                  'dictionary (MIT)\n')
        for word in sorted(words):
            kind, count = words[word]
            out.write('%s\t%s\t%d\n' % (word, kind, round(-100 * math.log(count / total))))


if __name__ == '__main__':
    main()
