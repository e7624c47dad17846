/* tally-smartsheet-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-code.h"

/* The numbers and the statuses they come with are those of the error list at
 * developers.smartsheet.com; what kind of failure each is, is our reading of its text. */

/* The token is missing, wrong, expired, or may not be used like that. */
static const guint16 unauthenticated_codes[] = {
  1001, 1002, 1003, 1005, 1030, 1067,
};

/* The token is good, its owner may not do that. */
static const guint16 forbidden_codes[] = {
  1004, 1013, 1014, 1015, 1016, 1017, 1021, 1022, 1026, 1039, 1045, 1047, 1048, 1049, 1050, 1076,
  1081, 1092, 1096, 1097, 1102, 1104, 1138, 1139, 1140, 1141, 1153, 1154, 1173, 1174, 1175, 1180,
  1181, 1186, 1187, 1188, 1192, 1212, 1232, 1269, 1270, 1271, 1275, 1287, 1288, 1297, 1301, 1317,
  1331, 1334, 1335, 1336, 1337, 1354, 1355, 1356, 1359, 1361, 1362, 1363,
};

/* Gone, or invisible to the owner of the token. */
static const guint16 missing_codes[] = {
  1006, 1020, 1027, 1033, 1043, 1106, 1114, 1151, 1204, 1293, 1311,
};

/* What a widget refers to is gone, with the status of a broken server. */
static const guint16 lost_codes[] = {
  1170, 1171, 1172,
};

/* The request is wrong. */
static const guint16 rejected_codes[] = {
  1008, 1009, 1011, 1012, 1018, 1019, 1023, 1024, 1025, 1028, 1029, 1031, 1032, 1034, 1035, 1036,
  1037, 1038, 1040, 1041, 1042, 1044, 1046, 1051, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060,
  1061, 1062, 1063, 1064, 1065, 1066, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1077, 1078, 1079,
  1080, 1082, 1083, 1084, 1085, 1086, 1087, 1088, 1089, 1090, 1091, 1093, 1094, 1095, 1098, 1099,
  1100, 1101, 1103, 1105, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1115, 1116, 1117, 1118, 1120,
  1121, 1123, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1133, 1134, 1135, 1136, 1137, 1142, 1143,
  1144, 1145, 1146, 1147, 1148, 1149, 1150, 1152, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1162,
  1163, 1164, 1165, 1166, 1167, 1168, 1169, 1176, 1177, 1178, 1179, 1182, 1183, 1184, 1185, 1189,
  1190, 1191, 1193, 1194, 1195, 1196, 1197, 1198, 1199, 1200, 1201, 1202, 1203, 1205, 1206, 1207,
  1208, 1209, 1210, 1213, 1214, 1215, 1216, 1217, 1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225,
  1226, 1227, 1228, 1229, 1230, 1231, 1233, 1234, 1235, 1236, 1237, 1238, 1239, 1240, 1241, 1242,
  1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
  1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1272, 1273, 1274, 1276, 1277, 1279,
  1280, 1281, 1282, 1283, 1284, 1286, 1289, 1290, 1291, 1292, 1294, 1295, 1296, 1298, 1299, 1300,
  1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1312, 1313, 1314, 1315, 1316, 1318, 1319,
  1320, 1321, 1322, 1323, 1324, 1326, 1327, 1328, 1329, 1330, 1332, 1338, 1339, 1340, 1341, 1342,
  1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350, 1351, 1352, 1357, 1360,
};

/* The wrong method. */
static const guint16 method_codes[] = {
  1010, 1122,
};

/* Named failures of the server that the same request meets again. */
static const guint16 broken_codes[] = {
  1119, 1285, 1325, 5151, 5502,
};

/* Failures of the server that pass. */
static const guint16 passing_codes[] = {
  1278, 4000, 4002,
};

/* Not implemented. */
static const guint16 absent_codes[] = {
  1333, 1353, 1358,
};

/* Numbers with one reading. */
typedef struct {
  guint                status;
  guint16              number; /* 0 = those of @numbers */
  const guint16       *numbers;
  gsize                n_numbers;
  TallyResilienceClass error_class;
  TallySmartsheetError code;
} Group;

#define ONE(s, n, c, e) \
  { s, n, NULL, 0, TALLY_RESILIENCE_##c, TALLY_SMARTSHEET_ERROR_##e }
#define MANY(s, n, c, e) \
  { s, 0, n, G_N_ELEMENTS (n), TALLY_RESILIENCE_##c, TALLY_SMARTSHEET_ERROR_##e }

static const Group groups[] = {
  MANY (401, unauthenticated_codes, AUTH, AUTH),
  /* "The token provided has previously been revoked", with the status of a bad request. */
  ONE (400, 1132, AUTH, AUTH),
  MANY (403, forbidden_codes, PERMANENT, FORBIDDEN),
  /* "Not authorized", with the status of a bad request. */
  ONE (400, 1211, PERMANENT, FORBIDDEN),
  MANY (404, missing_codes, PERMANENT, NOT_FOUND),
  MANY (500, lost_codes, PERMANENT, NOT_FOUND),
  MANY (400, rejected_codes, PERMANENT, REJECTED),
  /* The bytes that came are not those that were announced, "may be due to network issues": nothing
   * was stored. */
  ONE (400, 1075, TRANSIENT, TRANSIENT),
  MANY (405, method_codes, PERMANENT, REJECTED),
  ONE (406, 1052, PERMANENT, REJECTED),
  ONE (404, 1007, PERMANENT, REJECTED),
  ONE (410, 4005, PERMANENT, REJECTED),
  ONE (415, 1124, PERMANENT, REJECTED),
  ONE (429, 4003, THROTTLED, THROTTLED),
  MANY (500, broken_codes, PERMANENT, REJECTED),
  MANY (500, passing_codes, TRANSIENT, TRANSIENT),
  ONE (500, 4004, CONFLICT, TRANSIENT),
  MANY (501, absent_codes, PERMANENT, REJECTED),
  ONE (503, 4001, MAINTENANCE, MAINTENANCE),
};

/* "Errors in the 5xxx range represent conditions … most typically related to account status." */
static const Group account_group = {
  .status = 400, .error_class = TALLY_RESILIENCE_PERMANENT, .code = TALLY_SMARTSHEET_ERROR_REJECTED,
};

static gboolean
has_number (const Group *group,
            gint64       number)
{
  for (gsize i = 0; i < group->n_numbers; i++)
    if (group->numbers[i] == number)
      return TRUE;
  return group->number != 0 && group->number == number;
}

static const Group *
find_group (gint64 number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (has_number (&groups[i], number))
      return &groups[i];
  return number >= 5000 && number <= 5999 ? &account_group : NULL;
}

gboolean
tally_smartsheet_code_find (gint64               error_code,
                            TallySmartsheetCode *out_code)
{
  const Group *group = find_group (error_code);

  g_return_val_if_fail (out_code != NULL, FALSE);
  if (group == NULL)
    return FALSE;
  *out_code = (TallySmartsheetCode) {
    .status = group->status,
    .error_class = group->error_class,
    .code = group->code,
  };
  return TRUE;
}

guint
tally_smartsheet_code_count (void)
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    n += groups[i].number != 0 ? 1 : (guint) groups[i].n_numbers;
  return n;
}
