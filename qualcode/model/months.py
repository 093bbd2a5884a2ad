"""Names of the months, without their accents, in the languages that interviews are dated in."""

from __future__ import annotations

MONTHS = (
    "january february march april may june july august september|sept october november december",
    "janvier fevrier mars avril mai juin juillet aout|aou septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januar februar marz|maerz april mai juni juli august september oktober november dezember",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "ocak subat mart nisan mayis|mayıs haziran temmuz agustos eylul ekim kasim|kasım aralik|aralık",
    "يناير فبراير مارس أبريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمموز|تەممووز ئاب ئەیلوول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "محرم صفر ربيع_الأول ربيع_الثاني|ربيع_الآخر جمادى_الأولى جمادى_الآخرة|جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة "
    "ذو_الحجة",
)
"""A calendar and language a line, from its first month to its last."""
